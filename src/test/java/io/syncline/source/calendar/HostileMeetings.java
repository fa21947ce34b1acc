package io.syncline.source.calendar;

import static io.syncline.hostile.Hostile.MARKER;

import io.syncline.hostile.Bodies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Events of a calendar to be spoiled, and events that no calendar should have; values are JSON. */
final class HostileMeetings {
    private static final List<String> ODD_TIMES = List.of(
            "{}",
            "{\"dateTime\": null}",
            "{\"dateTime\": \"" + MARKER + "\"}",
            "{\"dateTime\": \"99999-01-01T00:00:00Z\"}",
            "{\"dateTime\": \"0000-00-00T00:00:00Z\"}",
            "{\"dateTime\": \"9999-99-99T99:99:99.999999999+99:99\"}",
            "{\"dateTime\": 1769904000000}",
            "{\"dateTime\": [1]}",
            "{\"date\": \"2026-02-30\"}",
            "{\"date\": \"0000-00-00\"}",
            "{\"date\": \"9999-99-99\"}",
            "{\"date\": \"2026-01-01\", \"dateTime\": \"2026-01-01T00:00:00Z\", \"timeZone\": \"" + MARKER + "\"}");

    private static final List<String> ODD_PEOPLE = List.of(
            "[null]",
            "[1, true, \"" + MARKER + "\"]",
            "{\"email\": \"" + MARKER + "\"}",
            "[{\"email\": 7, \"responseStatus\": []}]",
            "[{\"email\": \"ja\\ud800ne@globex.example\", \"displayName\": \"\\u0000\\udc00" + MARKER + "\"}]",
            "[{\"responseStatus\": \"\\u0000" + MARKER.repeat(10_000) + "\", \"displayName\": \""
                    + MARKER.repeat(50_000) + "\"}]",
            "[{\"resource\": true, \"displayName\": \"\\u0000" + MARKER.repeat(50_000) + "\"}]");

    private HostileMeetings() {}

    /** A good one with all that an event has. */
    static Map<String, String> good(String id) {
        var event = new LinkedHashMap<String, String>();
        event.put("kind", "\"calendar#event\"");
        event.put("id", "\"" + id + "\"");
        event.put("iCalUID", "\"" + id + "@zebra7f3a.example\"");
        event.put("etag", "\"\\\"3181161784712000\\\"\"");
        event.put("status", "\"confirmed\"");
        event.put("sequence", "3");
        event.put("updated", "\"2026-02-01T00:00:00.000Z\"");
        event.put("summary", "\"zebra7f3a \\ud83d\\ude00\"");
        event.put("description", "\"zebra7f3a\\n<b>agenda</b>\"");
        event.put("location", "\"Berlin zebra7f3a\"");
        event.put("htmlLink", "\"https://calendar.example/zebra7f3a\"");
        event.put("hangoutLink", "\"https://meet.example/zebra7f3a\"");
        event.put("eventType", "\"default\"");
        event.put("visibility", "\"public\"");
        event.put("recurringEventId", "\"zebra7f3a\"");
        event.put("organizer", "{\"email\": \"alice@acme.example\", \"displayName\": \"zebra7f3a\", \"self\": true}");
        event.put(
                "attendees",
                "[{\"email\": \"jane@globex.example\", \"displayName\": \"Jane zebra7f3a\", \"responseStatus\": \"accepted\"},"
                        + " {\"email\": \"room@acme.example\", \"displayName\": \"zebra7f3a\", \"resource\": true}]");
        event.put("start", "{\"dateTime\": \"2026-03-02T10:00:00+01:00\", \"timeZone\": \"Europe/Berlin\"}");
        event.put("end", "{\"dateTime\": \"2026-03-02T11:00:00+01:00\"}");
        event.put("originalStartTime", "{\"dateTime\": \"2026-03-02T10:00:00+01:00\"}");
        return event;
    }

    /** Good ones but for one field each. */
    static Stream<String> spoiled(String id) {
        Map<String, String> good = good(id);
        Stream<String> anyField =
                Bodies.spoiled(good).map(body -> new String(body.bytes(), java.nio.charset.StandardCharsets.UTF_8));
        Stream<String> times = Stream.of("start", "end", "originalStartTime")
                .flatMap(field -> ODD_TIMES.stream().map(time -> with(good, field, time)));
        Stream<String> people = Stream.of("attendees", "organizer")
                .flatMap(field -> ODD_PEOPLE.stream().map(odd -> with(good, field, odd)));
        Stream<String> missing = good.keySet().stream().map(field -> {
            var less = new LinkedHashMap<>(good);
            less.remove(field);
            return Bodies.object(less);
        });
        return Stream.of(anyField, times, people, missing).flatMap(all -> all);
    }

    /** About a mebibyte each. */
    static Map<String, String> bombs(String id) {
        Map<String, String> good = good(id);
        var bombs = new LinkedHashMap<String, String>();
        for (String field :
                List.of("iCalUID", "id", "etag", "status", "summary", "description", "htmlLink", "recurringEventId")) {
            bombs.put("a long " + field, with(good, field, "\"" + "\\u00e9\\u0000".repeat(80_000) + "\""));
        }
        bombs.put("15,000 attendees", with(good, "attendees", attendees(15_000)));
        bombs.put(
                "15,000 rooms",
                with(good, "attendees", attendees(15_000).replace("\"email\"", "\"resource\": true, \"email\"")));
        bombs.put("lists in an unknown field", with(good, "new", "[".repeat(50_000) + "]".repeat(50_000)));
        bombs.put(
                "objects in an unknown field", with(good, "new", "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000)));
        bombs.put("lists in a known field", with(good, "attendees", "[".repeat(50_000) + "]".repeat(50_000)));
        bombs.put("objects in a known field", with(good, "start", "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000)));
        bombs.put("a number of a million digits", with(good, "new", "9".repeat(1_000_000)));
        bombs.put("a known number of a million digits", with(good, "sequence", "9".repeat(1_000_000)));
        bombs.put(
                "recurrence without end",
                with(good, "recurrence", "[" + "\"RRULE:FREQ=SECONDLY\",".repeat(40_000) + "\"\"]"));
        bombs.put("one key 50,000 times", with(good, "x", "1" + ", \"summary\": \"zebra7f3a\"".repeat(50_000)));
        return bombs;
    }

    static String with(Map<String, String> event, String field, String value) {
        var changed = new LinkedHashMap<>(event);
        changed.put(field, value);
        return Bodies.object(changed);
    }

    private static String attendees(int count) {
        var attendees = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            attendees.append(i == 0 ? "" : ",");
            attendees
                    .append("{\"email\": \"r")
                    .append(i)
                    .append("@globex.example\", \"displayName\": \"zebra7f3a ")
                    .append(i)
                    .append("\"}");
        }
        return attendees.append("]").toString();
    }
}
