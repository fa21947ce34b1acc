package io.syncline.source.calendar;

import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventAttendee;
import com.google.api.services.calendar.model.EventDateTime;
import io.syncline.event.Address;
import io.syncline.event.Addresses;
import io.syncline.event.EventKey;
import io.syncline.event.Hashes;
import io.syncline.event.Participant;
import io.syncline.source.payload.Fields;
import io.syncline.source.payload.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What an event of the Google Calendar API v3 says, in the words of meetings. */
final class CalendarEvent {
    private static final int LONGEST_TEXT = 64 * 1024;
    private static final int LONGEST_LINE = 1_000;
    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_WORD = 50;
    private static final int MOST_ATTENDEES = 2_000;

    private final Event event;

    CalendarEvent(Event event) {
        this.event = event;
    }

    /**
     * The iCalUID. Google names its own events {@code <id>@google.com}, and the instances of a series share it; that
     * stands in where a bare cancellation has none.
     */
    String uid() {
        String uid = event.getICalUID();
        if (uid != null && !uid.isBlank()) {
            return Texts.storable(uid);
        }
        String id = event.getRecurringEventId() != null ? event.getRecurringEventId() : event.getId();
        return Texts.storable(id) + "@google.com";
    }

    /** Names the meeting: the iCalUID and, for an instance of a series, its original start. */
    String name() {
        return uid() + ":" + originalStart();
    }

    /** What the instances of a recurring meeting share; empty for a single one, and for one that is nobody's business. */
    Optional<String> series() {
        return event.getRecurringEventId() == null || isPrivate()
                ? Optional.empty()
                : Optional.of(EventKey.of("series:", uid()).value());
    }

    /**
     * Names this state of the meeting. A cancellation differs from the state it ends, whatever its counters. A copy that
     * shows less (marked private, or without the other guests) is no conflict with the full one but a state of its own;
     * its separator sorts before the full one's point, so that of equal counters the full copy stands.
     */
    String revision() {
        String separator = isPrivate() ? "," : showsSomeGuests() ? "-" : ".";
        String cancelled = status().equals("cancelled") ? ":cancelled" : "";
        return sequence() + separator + updated().toEpochMilli() + cancelled;
    }

    private boolean showsSomeGuests() {
        boolean hidden = Boolean.FALSE.equals(event.getGuestsCanSeeOtherGuests())
                && (event.getOrganizer() == null
                        || !Boolean.TRUE.equals(event.getOrganizer().getSelf()));
        return hidden || Boolean.TRUE.equals(event.getAttendeesOmitted());
    }

    long sequence() {
        return event.getSequence() == null ? 0 : event.getSequence();
    }

    Instant updated() {
        return event.getUpdated() == null
                ? Instant.EPOCH
                : Instant.ofEpochMilli(event.getUpdated().getValue());
    }

    Optional<Instant> start() {
        return Optional.ofNullable(event.getStart()).map(CalendarEvent::instant);
    }

    Optional<Instant> end() {
        return Optional.ofNullable(event.getEnd()).map(CalendarEvent::instant);
    }

    String status() {
        return Optional.ofNullable(word(event.getStatus())).orElse("confirmed");
    }

    String type() {
        return event.getEventType() == null ? "default" : event.getEventType();
    }

    boolean isPrivate() {
        return isPrivate(event);
    }

    static boolean isPrivate(Event event) {
        return "private".equals(event.getVisibility()) || "confidential".equals(event.getVisibility());
    }

    String title() {
        return line(event.getSummary(), LONGEST_LINE);
    }

    String description() {
        return event.getDescription() == null ? null : Texts.lines(event.getDescription(), LONGEST_TEXT);
    }

    /** The organizer's address. */
    Optional<String> organizer() {
        return Optional.ofNullable(event.getOrganizer())
                .flatMap(organizer -> Addresses.email(organizer.getEmail()))
                .map(Address::value);
    }

    List<Participant> participants() {
        List<Participant> people = new ArrayList<>();
        if (event.getOrganizer() != null) {
            people.add(new Participant(
                    "organizer",
                    Addresses.email(event.getOrganizer().getEmail()).orElse(null),
                    line(event.getOrganizer().getDisplayName(), LONGEST_NAME)));
        }
        attendees()
                .filter(guest -> !isRoom(guest))
                .map(guest -> new Participant(
                        "attendee",
                        Addresses.email(guest.getEmail()).orElse(null),
                        line(guest.getDisplayName(), LONGEST_NAME),
                        word(guest.getResponseStatus())))
                .forEach(people::add);
        return people;
    }

    Map<String, Object> attributes() {
        Map<String, Object> attributes = new TreeMap<>();
        if (event.getStart() != null && event.getStart().getDate() != null) {
            attributes.put("allDay", true);
        }
        if (isPrivate()) {
            attributes.put("private", true);
            return attributes;
        }
        putIfPresent(attributes, "location", line(event.getLocation(), LONGEST_LINE));
        putIfPresent(attributes, "conference", link(event.getHangoutLink()));
        putIfPresent(attributes, "link", link(event.getHtmlLink()));
        putIfPresent(attributes, "series", line(event.getRecurringEventId(), LONGEST_LINE));
        List<String> rooms = attendees()
                .filter(CalendarEvent::isRoom)
                .map(room -> line(room.getDisplayName(), LONGEST_NAME))
                .filter(Objects::nonNull)
                .toList();
        if (!rooms.isEmpty()) {
            attributes.put("rooms", rooms);
        }
        return attributes;
    }

    /** Over what the meeting means, so that the copies of one revision in several calendars have the same one. */
    String contentHash() {
        List<String> meaning = new ArrayList<>(List.of(
                name(),
                status(),
                start().map(Instant::toString).orElse(""),
                end().map(Instant::toString).orElse(""),
                String.valueOf(isPrivate())));
        if (!isPrivate()) {
            meaning.add(title());
            meaning.add(description());
            meaning.add(line(event.getLocation(), LONGEST_LINE));
            participants().stream()
                    .map(person -> person.role() + " " + person.address() + " " + person.response())
                    .sorted()
                    .forEach(meaning::add);
        }
        return Hashes.sha256(meaning);
    }

    private String originalStart() {
        EventDateTime original = event.getOriginalStartTime();
        if (original == null) {
            return "";
        }
        if (original.getDate() != null) {
            return original.getDate().toStringRfc3339();
        }
        return original.getDateTime() == null
                ? ""
                : Instant.ofEpochMilli(original.getDateTime().getValue()).toString();
    }

    private Stream<EventAttendee> attendees() {
        return event.getAttendees() == null
                ? Stream.empty()
                : event.getAttendees().stream().filter(Objects::nonNull).limit(MOST_ATTENDEES);
    }

    private static boolean isRoom(EventAttendee guest) {
        return Boolean.TRUE.equals(guest.getResource());
    }

    /** A whole day begins at midnight UTC: the API gives it no zone of its own. */
    private static Instant instant(EventDateTime time) {
        DateTime known = time.getDateTime() != null ? time.getDateTime() : time.getDate();
        return known == null ? null : Instant.ofEpochMilli(known.getValue());
    }

    private static void putIfPresent(Map<String, Object> attributes, String name, String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    private static String line(String text, int most) {
        String line = text == null ? "" : Texts.line(text, most);
        return line.isEmpty() ? null : line;
    }

    private static String word(String text) {
        return line(text, LONGEST_WORD);
    }

    private static String link(String text) {
        return text != null && Fields.isWebUrl(text) ? text : null;
    }
}
