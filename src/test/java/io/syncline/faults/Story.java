package io.syncline.faults;

import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventAttendee;
import com.google.api.services.calendar.model.EventDateTime;
import io.syncline.demo.GoogleCalendarStub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What happens in a sales team, drawn by a seed: mails, calls whose states arrive shuffled and repeated, leads, meetings that
 * move. It knows what the CRM must contain in the end.
 */
final class Story {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final Random random;
    private final Mailbox mailbox;
    private final GoogleCalendarStub calendar;
    private final Sender sender;
    private final Map<String, String> expected = new TreeMap<>();
    private final Map<String, Meeting> meetings = new HashMap<>();
    private final Set<String> optional = new TreeSet<>();
    private int count;
    private int poison;
    private int deliveries;

    private record Meeting(int number, int sequence, Instant start) {}

    Story(long seed, Mailbox mailbox, GoogleCalendarStub calendar, Sender sender) {
        this.random = new Random(seed);
        this.mailbox = mailbox;
        this.calendar = calendar;
        this.sender = sender;
    }

    /** What the CRM must contain: kind and external id of each activity, and the state in which it must end. */
    synchronized Map<String, String> expected() {
        return new TreeMap<>(expected);
    }

    /** Source items and states that were handed over, repetitions included. */
    synchronized int deliveries() {
        return deliveries;
    }

    /** What may be in the CRM or not: mails that were deleted at their source, perhaps before anybody read them. */
    synchronized Set<String> optional() {
        return new TreeSet<>(optional);
    }

    /** Items that nobody can read, each of which must end as a dead letter. */
    synchronized int poison() {
        return poison;
    }

    /** Does something to the sources while nobody tells on. */
    synchronized void meanwhile(Runnable change) {
        change.run();
    }

    /** One unreadable item from each source. */
    synchronized void poisonAll() {
        poison += 4;
        mailbox.deliver("INBOX", "X-Nothing: at all %d\n\nno sender, no date\n".formatted(poison), Date.from(START));
        calendar.put(
                Mailbox.USER,
                new Event().setId("poison" + poison).setStatus("confirmed").setSummary("without a start"),
                new DateTime(START.plusSeconds(++count).toEpochMilli()));
        sender.send("calls", "{\"callId\": ".repeat(poison));
        sender.send("leads", "{\"id\":\"p%d\",\"form\":\"nobody says who\"}".formatted(poison));
        deliveries += 4;
    }

    /** A mail that its reader deletes right away. */
    synchronized void mailThatGoes() {
        int number = ++count;
        String id = "gone" + number + "@" + company();
        mailbox.deliver("INBOX", mail(number, person(), Mailbox.USER, id), Date.from(START));
        deliveries++;
        optional.add("email " + id);
        mailbox.delete("INBOX", "<" + id + ">");
    }

    synchronized void tell(int happenings) {
        for (int i = 0; i < happenings; i++) {
            int kind = random.nextInt(100);
            if (kind < 35) {
                mail();
            } else if (kind < 65) {
                call();
            } else if (kind < 85) {
                lead();
            } else {
                meeting();
            }
        }
    }

    private void mail() {
        int number = ++count;
        String id = "m" + number + "@" + company();
        String person = person();
        boolean sent = random.nextBoolean();
        String mail = mail(number, sent ? Mailbox.USER : person, sent ? person : Mailbox.USER, id);
        mailbox.deliver(sent ? "Sent" : "INBOX", mail, Date.from(START));
        deliveries++;
        if (random.nextInt(5) == 0) {
            // Filed by a rule of the mailbox: the same mail in another folder.
            mailbox.deliver(sent ? "INBOX" : "Sent", mail, Date.from(START));
            deliveries++;
        }
        expected.put("email " + id, sent ? "sent" : "received");
    }

    private static String mail(int number, String from, String to, String id) {
        return """
                From: %s
                To: %s
                Subject: Mail %d
                Date: %s
                Message-ID: <%s>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                Hello, this is mail %d.
                """
                .formatted(
                        from,
                        to,
                        number,
                        "Mon, 2 Mar 2026 09:%02d:%02d +0000".formatted(number / 60 % 60, number % 60),
                        id,
                        number);
    }

    private void call() {
        int number = ++count;
        boolean answered = random.nextBoolean();
        List<String> states = new ArrayList<>(
                answered ? List.of("initiated", "ringing", "answered", "completed") : List.of("ringing", "missed"));
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            bodies.add(
                    """
                    {"id":"d%d-%d","callId":"c%d","sequence":%d,"status":"%s","direction":"inbound","from":"+1415%07d",\
                    "to":"+14155550100","agent":"alice@acme.example","occurredAt":"%s"}"""
                            .formatted(
                                    number,
                                    i,
                                    number,
                                    i,
                                    states.get(i),
                                    5_550_200 + random.nextInt(200),
                                    START.plusSeconds(number * 60L + i)));
        }
        bodies.addAll(bodies.subList(0, random.nextInt(bodies.size())));
        Collections.shuffle(bodies, random);
        bodies.forEach(body -> sender.send("calls", body));
        deliveries += bodies.size();
        expected.put("call c" + number, states.get(states.size() - 1));
    }

    private void lead() {
        int number = ++count;
        String body =
                """
                {"id":"l%d","form":"demo","submittedAt":"%s","email":"%s","name":"Person %d","company":"Company",\
                "message":"Please call","utm":{"source":"google","medium":"cpc","campaign":"spring"}}"""
                        .formatted(number, START.plusSeconds(number * 60L), person(), number);
        int times = 1 + random.nextInt(2);
        for (int i = 0; i < times; i++) {
            sender.send("leads", body);
        }
        deliveries += times;
        expected.put("lead l" + number, "submitted");
    }

    private void meeting() {
        boolean moves = !meetings.isEmpty() && random.nextBoolean();
        int number = ++count;
        Meeting meeting = new Meeting(number, 0, START.plus(Duration.ofHours(random.nextInt(500))));
        if (moves) {
            List<Meeting> all = new ArrayList<>(meetings.values());
            Meeting before = all.get(random.nextInt(all.size()));
            meeting = new Meeting(
                    before.number(), before.sequence() + 1, before.start().plusSeconds(1800));
        }
        String id = "e" + meeting.number();
        meetings.put(id, meeting);
        Event event = new Event()
                .setId(id)
                .setICalUID(id + "@google.com")
                .setStatus("confirmed")
                .setSequence(meeting.sequence())
                .setSummary("Meeting " + meeting.number())
                .setOrganizer(new Event.Organizer().setEmail(Mailbox.USER))
                .setAttendees(List.of(
                        new EventAttendee().setEmail(person()).setResponseStatus("accepted"),
                        new EventAttendee().setEmail(Mailbox.USER).setResponseStatus("accepted")))
                .setStart(time(meeting.start()))
                .setEnd(time(meeting.start().plusSeconds(1800)));
        calendar.put(Mailbox.USER, event, new DateTime(START.plusSeconds(number).toEpochMilli()));
        deliveries++;
        expected.put("meeting " + id + "@google.com", "confirmed " + meeting.start());
    }

    private static EventDateTime time(Instant at) {
        return new EventDateTime().setDateTime(new DateTime(at.toEpochMilli()));
    }

    private String person() {
        return "p" + random.nextInt(100) + "@" + company();
    }

    private String company() {
        return String.format(Locale.ROOT, "c%d.example", random.nextInt(20));
    }
}
