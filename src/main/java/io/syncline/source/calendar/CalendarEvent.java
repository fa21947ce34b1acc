package io.syncline.source.calendar;

import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventAttendee;
import com.google.api.services.calendar.model.EventDateTime;
import io.syncline.event.Address;
import io.syncline.event.Addresses;
import io.syncline.event.Hashes;
import io.syncline.event.Participant;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
            return uid;
        }
        return (event.getRecurringEventId() != null ? event.getRecurringEventId() : event.getId()) + "@google.com";
    }

    /** Names the meeting: the iCalUID and, for an instance of a series, its original start. */
    String name() {
        return uid() + ":" + originalStart();
    }

    /** What the instances of a recurring meeting share; empty for a single one, and for one that is nobody's business. */
    Optional<String> series() {
        return event.getRecurringEventId() == null || isPrivate() ? Optional.empty() : Optional.of("series:" + uid());
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
        return event.getStatus() == null ? "confirmed" : event.getStatus();
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
        return clean(event.getSummary());
    }

    String description() {
        return clean(event.getDescription());
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
                    clean(event.getOrganizer().getDisplayName())));
        }
        attendees()
                .filter(guest -> !isRoom(guest))
                .map(guest -> new Participant(
                        "attendee",
                        Addresses.email(guest.getEmail()).orElse(null),
                        clean(guest.getDisplayName()),
                        guest.getResponseStatus()))
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
        putIfPresent(attributes, "location", clean(event.getLocation()));
        putIfPresent(attributes, "conference", event.getHangoutLink());
        putIfPresent(attributes, "link", event.getHtmlLink());
        putIfPresent(attributes, "series", event.getRecurringEventId());
        List<String> rooms = attendees()
                .filter(CalendarEvent::isRoom)
                .map(room -> clean(room.getDisplayName()))
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
            meaning.add(clean(event.getLocation()));
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
        return original.getDate() != null
                ? original.getDate().toStringRfc3339()
                : Instant.ofEpochMilli(original.getDateTime().getValue()).toString();
    }

    private Stream<EventAttendee> attendees() {
        return event.getAttendees() == null ? Stream.empty() : event.getAttendees().stream();
    }

    private static boolean isRoom(EventAttendee guest) {
        return Boolean.TRUE.equals(guest.getResource());
    }

    /** A whole day begins at midnight UTC: the API gives it no zone of its own. */
    private static Instant instant(EventDateTime time) {
        if (time.getDateTime() != null) {
            return Instant.ofEpochMilli(time.getDateTime().getValue());
        }
        return time.getDate() == null
                ? null
                : LocalDate.parse(time.getDate().toStringRfc3339())
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
    }

    private static void putIfPresent(Map<String, Object> attributes, String name, String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    /** PostgreSQL's text has no NUL; a text without end is cut. */
    private static String clean(String text) {
        if (text == null) {
            return null;
        }
        String plain = text.replace('\0', '\uFFFD');
        return plain.length() <= LONGEST_TEXT ? plain : plain.substring(0, LONGEST_TEXT);
    }
}
