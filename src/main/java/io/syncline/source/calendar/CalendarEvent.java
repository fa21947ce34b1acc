package io.syncline.source.calendar;

import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
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

    private final EventNode event;

    CalendarEvent(Event event) {
        this.event = EventNode.of(event);
    }

    /**
     * The iCalUID. Google names its own events {@code <id>@google.com}, and the instances of a series share it; that
     * stands in where a bare cancellation has none.
     */
    String uid() {
        String uid = event.text("iCalUID");
        if (uid != null && !uid.isBlank()) {
            return Texts.storable(uid);
        }
        String series = event.text("recurringEventId");
        return Texts.storable(series != null ? series : event.text("id")) + "@google.com";
    }

    /** Names the meeting: the iCalUID and, for an instance of a series, its original start. */
    String name() {
        return uid() + ":" + originalStart();
    }

    /** What the instances of a recurring meeting share; empty for a single one, and for one that is nobody's business. */
    Optional<String> series() {
        return event.text("recurringEventId") == null || isPrivate()
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
        boolean hidden = event.is("guestsCanSeeOtherGuests", false)
                && event.node("organizer")
                        .filter(organizer -> organizer.is("self", true))
                        .isEmpty();
        return hidden || event.is("attendeesOmitted", true);
    }

    long sequence() {
        Integer sequence = event.number("sequence");
        return sequence == null ? 0 : sequence;
    }

    Instant updated() {
        DateTime updated = event.time("updated");
        return updated == null ? Instant.EPOCH : Instant.ofEpochMilli(updated.getValue());
    }

    Optional<Instant> start() {
        return event.node("start").map(CalendarEvent::instant);
    }

    Optional<Instant> end() {
        return event.node("end").map(CalendarEvent::instant);
    }

    String status() {
        return Optional.ofNullable(word(event.text("status"))).orElse("confirmed");
    }

    String type() {
        String type = event.text("eventType");
        return type == null ? "default" : type;
    }

    boolean isPrivate() {
        String visibility = event.text("visibility");
        return "private".equals(visibility) || "confidential".equals(visibility);
    }

    String title() {
        return line(event.text("summary"), LONGEST_LINE);
    }

    String description() {
        String description = event.text("description");
        return description == null ? null : Texts.lines(description, LONGEST_TEXT);
    }

    /** The organizer's address. */
    Optional<String> organizer() {
        return event.node("organizer")
                .flatMap(organizer -> Addresses.email(organizer.text("email")))
                .map(Address::value);
    }

    List<Participant> participants() {
        List<Participant> people = new ArrayList<>();
        event.node("organizer")
                .map(organizer -> new Participant(
                        "organizer",
                        Addresses.email(organizer.text("email")).orElse(null),
                        line(organizer.text("displayName"), LONGEST_NAME)))
                .ifPresent(people::add);
        attendees()
                .filter(guest -> !isRoom(guest))
                .map(guest -> new Participant(
                        "attendee",
                        Addresses.email(guest.text("email")).orElse(null),
                        line(guest.text("displayName"), LONGEST_NAME),
                        word(guest.text("responseStatus"))))
                .forEach(people::add);
        return people;
    }

    Map<String, Object> attributes() {
        Map<String, Object> attributes = new TreeMap<>();
        if (event.node("start").map(start -> start.time("date")).isPresent()) {
            attributes.put("allDay", true);
        }
        if (isPrivate()) {
            attributes.put("private", true);
            return attributes;
        }
        putIfPresent(attributes, "location", line(event.text("location"), LONGEST_LINE));
        putIfPresent(attributes, "conference", link(event.text("hangoutLink")));
        putIfPresent(attributes, "link", link(event.text("htmlLink")));
        putIfPresent(attributes, "series", line(event.text("recurringEventId"), LONGEST_LINE));
        List<String> rooms = attendees()
                .filter(CalendarEvent::isRoom)
                .map(room -> line(room.text("displayName"), LONGEST_NAME))
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
            meaning.add(line(event.text("location"), LONGEST_LINE));
            participants().stream()
                    .map(person -> person.role() + " " + person.address() + " " + person.response())
                    .sorted()
                    .forEach(meaning::add);
        }
        return Hashes.sha256(meaning);
    }

    private String originalStart() {
        return event.node("originalStartTime")
                .map(original -> original.time("date") != null
                        ? original.time("date").toStringRfc3339()
                        : Optional.ofNullable(instant(original))
                                .map(Instant::toString)
                                .orElse(""))
                .orElse("");
    }

    private Stream<EventNode> attendees() {
        return event.nodes("attendees").limit(MOST_ATTENDEES);
    }

    private static boolean isRoom(EventNode guest) {
        return guest.is("resource", true);
    }

    /** A whole day begins at midnight UTC: the API gives it no zone of its own. */
    private static Instant instant(EventNode time) {
        DateTime known = time.time("dateTime") != null ? time.time("dateTime") : time.time("date");
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
