package io.syncline.faults;

import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventAttendee;
import com.google.api.services.calendar.model.EventDateTime;
import io.syncline.demo.GoogleCalendarStub;
import io.syncline.faults.Item.Fate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Meetings that are made, moved and cancelled; some are in the calendars of two people. */
final class Meetings {
    static final String CONNECTOR = "meetings";
    static final List<String> CALENDARS = List.of(Mailbox.USER, "bob@acme.example");

    /** However its source and Syncline are broken, a meeting is read within this time. */
    private static final Duration READ_WITHIN = Duration.ofSeconds(60);

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final Random random;
    private final People people;
    private final GoogleCalendarStub calendar;
    private final Items items;
    private final Map<String, Meeting> made = new HashMap<>();

    /** A meeting in its newest revision. */
    private record Meeting(
            String id, int revision, Instant start, String guest, boolean shared, boolean off, Instant openSince) {
        /** At another time, and open again if it was cancelled. */
        Meeting moved() {
            Instant open = off ? now() : openSince;
            return new Meeting(id, revision + 1, start.plus(Duration.ofMinutes(30)), guest, shared, false, open);
        }

        Meeting cancelled() {
            return new Meeting(id, revision + 1, start, guest, shared, true, openSince);
        }

        String state() {
            return (off ? "cancelled " : "confirmed ") + start;
        }

        /** What is made and cancelled before anybody reads it is no activity. */
        Fate fate() {
            return off && openSince.isAfter(now().minus(READ_WITHIN)) ? Fate.OPTIONAL : Fate.FILED;
        }

        int places() {
            return shared ? 2 : 1;
        }

        String iCalUid() {
            return id + "@google.com";
        }
    }

    Meetings(Random random, GoogleCalendarStub calendar, Items items) {
        this.random = random;
        this.people = new People(random);
        this.calendar = calendar;
        this.items = items;
    }

    void tell(int number) {
        List<Meeting> all = new ArrayList<>(made.values());
        if (all.isEmpty() || random.nextBoolean()) {
            Instant start = START.plus(Duration.ofHours(random.nextInt(500)));
            boolean shared = random.nextInt(4) == 0;
            var meeting = new Meeting("e" + number, 0, start, people.any().email(), shared, false, now());
            items.add(new Item(
                    "meeting " + meeting.iCalUid(),
                    CONNECTOR,
                    meeting.state(),
                    Fate.FILED,
                    meeting.places(),
                    meeting.iCalUid(),
                    now()));
            put(number, meeting);
        } else {
            Meeting before = all.get(random.nextInt(all.size()));
            Meeting meeting = before.off() || random.nextInt(5) > 0 ? before.moved() : before.cancelled();
            String name = "meeting " + meeting.iCalUid();
            items.become(name, meeting.state(), meeting.fate());
            put(number, meeting);
        }
    }

    /** An event that has no beginning. */
    void poison(int number) {
        items.add(new Item("meeting unreadable " + number, CONNECTOR, null, Fate.DEAD, 1, null, now()));
        calendar.put(
                Mailbox.USER,
                new Event().setId("poison" + number).setStatus("confirmed").setSummary("without a start"),
                updated(number));
    }

    private void put(int number, Meeting meeting) {
        made.put(meeting.id(), meeting);
        CALENDARS.subList(0, meeting.places()).forEach(owner -> calendar.put(owner, event(meeting), updated(number)));
    }

    private static Event event(Meeting meeting) {
        return new Event()
                .setId(meeting.id())
                .setICalUID(meeting.iCalUid())
                .setStatus(meeting.off() ? "cancelled" : "confirmed")
                .setSequence(meeting.revision())
                .setSummary("Meeting " + meeting.id())
                .setOrganizer(new Event.Organizer().setEmail(Mailbox.USER))
                .setAttendees(List.of(
                        new EventAttendee().setEmail(meeting.guest()).setResponseStatus("accepted"),
                        new EventAttendee().setEmail(Mailbox.USER).setResponseStatus("accepted")))
                .setStart(time(meeting.start()))
                .setEnd(time(meeting.start().plus(Duration.ofMinutes(30))));
    }

    private static EventDateTime time(Instant at) {
        return new EventDateTime().setDateTime(new DateTime(at.toEpochMilli()));
    }

    private static DateTime updated(int number) {
        return new DateTime(START.plusSeconds(number).toEpochMilli());
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
