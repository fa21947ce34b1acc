package io.syncline.source.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalendarEventTest {
    @Test
    void allDayEvent_beginsAtMidnightUtc() {
        var event = event(
                """
                {"id": "a", "start": {"date": "2026-03-02"}, "end": {"date": "2026-03-03"}}""");

        assertThat(event.start()).contains(Instant.parse("2026-03-02T00:00:00Z"));
        assertThat(event.end()).contains(Instant.parse("2026-03-03T00:00:00Z"));
        assertThat(event.attributes()).containsEntry("allDay", true);
    }

    @Test
    void zonedTimes_areInstants() {
        var event = event(
                """
                {"id": "a", "start": {"dateTime": "2026-03-02T10:00:00+01:00", "timeZone": "Europe/Berlin"}}""");

        assertThat(event.start()).contains(Instant.parse("2026-03-02T09:00:00Z"));
    }

    @Test
    void instanceOfASeries_isNamedByItsOriginalStart_howeverItMoves() {
        var event = event(
                """
                {"id": "a_20260302T100000Z", "iCalUID": "a@google.com", "recurringEventId": "a",
                 "originalStartTime": {"dateTime": "2026-03-02T11:00:00+01:00"}, "start": {"dateTime": "2026-03-04T10:00:00Z"}}""");

        assertThat(event.name()).isEqualTo("a@google.com:2026-03-02T10:00:00Z");
    }

    @Test
    void bareCancellation_isNamedAsGoogleNamesItsEvents() {
        assertThat(event("""
                {"id": "a_20260302", "recurringEventId": "a", "status": "cancelled"}""")
                        .uid())
                .isEqualTo("a@google.com");
    }

    @Test
    void copiesInTwoCalendars_haveOneContentHash() {
        String common =
                """
                "iCalUID": "a@google.com", "summary": "Demo", "start": {"dateTime": "2026-03-02T10:00:00Z"}""";

        assertThat(event("{\"id\": \"1\", \"etag\": \"x\", " + common + "}").contentHash())
                .isEqualTo(event("{\"id\": \"2\", \"etag\": \"y\", " + common + "}")
                        .contentHash())
                .isNotEqualTo(event("{\"id\": \"1\", " + common.replace("Demo", "Other") + "}")
                        .contentHash());
    }

    @Test
    void roomsAreNoGuests() {
        var event = event(
                """
                {"id": "a", "attendees": [{"email": "room@resource.calendar.google.com", "resource": true, "displayName": "Room 1"},
                 {"email": "Jane@Globex.example", "responseStatus": "tentative"}]}""");

        assertThat(event.participants()).singleElement().satisfies(guest -> {
            assertThat(guest.address().value()).isEqualTo("jane@globex.example");
            assertThat(guest.response()).isEqualTo("tentative");
        });
        assertThat(event.attributes()).containsEntry("rooms", List.of("Room 1"));
    }

    private static CalendarEvent event(String json) {
        return new CalendarEvent(CalendarTranslator.parse(json));
    }
}
