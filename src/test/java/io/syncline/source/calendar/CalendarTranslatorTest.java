package io.syncline.source.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.connector.CalendarConfig;
import io.syncline.connector.ConnectorConfig.Common;
import io.syncline.connector.Connectors;
import io.syncline.connector.Organization;
import io.syncline.connector.SynclineConfig;
import io.syncline.event.Delivery;
import io.syncline.event.Direction;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.SourceEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTranslatorTest {
    private static final String ALICE = "alice@acme.example";
    private static final String BOB = "bob@acme.example";
    private static final String MEETING =
            """
            {"id": "a", "iCalUID": "a@google.com", "status": "confirmed", "sequence": 3, "updated": "2026-02-01T00:00:00Z",
             "summary": "Demo", "description": "Agenda", "location": "Berlin", "organizer": {"email": "alice@acme.example"},
             "attendees": [{"email": "jane@globex.example", "responseStatus": "accepted"}],
             "start": {"dateTime": "2026-03-02T10:00:00Z"}, "end": {"dateTime": "2026-03-02T11:00:00Z"}}""";

    private final CalendarTranslator translator = translator();

    @Test
    void meeting_isASnapshotNamedByItsUidAndRevision() {
        SourceEvent event = translate(ALICE, MEETING);

        assertThat(event.key().value()).isEqualTo("meeting:v1:a@google.com::3.1769904000000");
        assertThat(event.activityKey()).isEqualTo("meeting:a@google.com:");
        assertThat(event.partial()).isFalse();
        assertThat(event.rank().revision()).isEqualTo(3);
        assertThat(event.rank().at()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(event.facts().direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(event.facts().subject()).isEqualTo("Demo");
        assertThat(event.facts().attributes()).containsEntry("location", "Berlin");
    }

    @Test
    void copyInAnotherCalendar_isTheSameEvent() {
        SourceEvent copy = translate(BOB, MEETING.replace("\"id\": \"a\"", "\"id\": \"b\", \"etag\": \"x\""));

        assertThat(copy.key()).isEqualTo(translate(ALICE, MEETING).key());
        assertThat(copy.contentHash()).isEqualTo(translate(ALICE, MEETING).contentHash());
    }

    @Test
    void meetingOfSomebodyOutside_isInbound() {
        assertThat(translate(ALICE, MEETING.replace(ALICE, "jane@globex.example"))
                        .facts()
                        .direction())
                .isEqualTo(Direction.INBOUND);
    }

    @Test
    void privateCopy_isBusyTime_andRanksBelowThePublicOneOfItsRevision() {
        SourceEvent hidden = translate(BOB, MEETING.replace("\"status\"", "\"visibility\": \"private\", \"status\""));

        assertThat(hidden.key()).isNotEqualTo(translate(ALICE, MEETING).key());
        assertThat(hidden.rank()).isLessThan(translate(ALICE, MEETING).rank());
        assertThat(hidden.facts().subject()).isNull();
        assertThat(hidden.facts().body()).isNull();
        assertThat(hidden.facts().participants()).isEmpty();
        assertThat(hidden.facts().attributes()).isEqualTo(Map.of("private", true));
    }

    @Test
    void copyWithoutTheOtherGuests_ranksBelowTheFullOne() {
        SourceEvent part =
                translate(BOB, MEETING.replace("\"status\"", "\"guestsCanSeeOtherGuests\": false, \"status\""));

        assertThat(part.key()).isNotEqualTo(translate(ALICE, MEETING).key());
        assertThat(part.rank()).isLessThan(translate(ALICE, MEETING).rank());
    }

    @Test
    void bareCancellation_keepsWhatWasKnown() {
        SourceEvent event =
                translate(ALICE, "{\"id\": \"a\", \"status\": \"cancelled\"}", Map.of(DeliveryContext.KNOWN, MEETING));

        assertThat(event.activityKey()).isEqualTo("meeting:a@google.com:");
        assertThat(event.facts().status()).isEqualTo("cancelled");
        assertThat(event.facts().subject()).isEqualTo("Demo");
        assertThat(event.rank()).isGreaterThan(translate(ALICE, MEETING).rank());
    }

    @Test
    void bareCancellationOfWhatWasNeverRead_isExcluded() {
        assertThat(translate(ALICE, "{\"id\": \"a\", \"status\": \"cancelled\"}")
                        .exclusion())
                .isPresent();
    }

    @Test
    void attendeesRemoval_isExcluded_underAKeyOfItsOwn() {
        String cancelled = MEETING.replace("confirmed", "cancelled");

        assertThat(translate(BOB, cancelled).exclusion()).isPresent();
        assertThat(translate(ALICE, cancelled).exclusion()).isEmpty();
        assertThat(translate(BOB, cancelled).key())
                .isNotEqualTo(translate(ALICE, cancelled).key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"workingLocation", "outOfOffice", "focusTime", "birthday"})
    void entryThatIsNoMeeting_isExcluded(String type) {
        String entry = MEETING.replace("\"status\"", "\"eventType\": \"" + type + "\", \"status\"");

        assertThat(translate(ALICE, entry).exclusion()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{}", "{\"id\": \"a\"}", "{\"id\": \"a\", \"start\": {}}"})
    void whatIsNoEvent_isRefusedForGood(String payload) {
        assertThatThrownBy(() -> translate(ALICE, payload)).isInstanceOf(PermanentSyncException.class);
    }

    private SourceEvent translate(String calendar, String json) {
        return translate(calendar, json, Map.of());
    }

    private SourceEvent translate(String calendar, String json, Map<String, String> more) {
        Map<String, String> context = new HashMap<>(more);
        context.put(DeliveryContext.CALENDAR, calendar);
        return translator.translate(new Delivery(
                "calendars",
                calendar + ";a;x",
                "application/json",
                json.getBytes(StandardCharsets.UTF_8),
                context,
                Instant.parse("2026-02-01T00:00:00Z")));
    }

    static CalendarTranslator translator() {
        var common = new Common(
                "calendars",
                "revops@acme.example",
                true,
                Duration.ofDays(30),
                3,
                Duration.ofMinutes(5),
                Duration.ofDays(3));
        var calendars = new CalendarConfig(
                common,
                List.of(ALICE, BOB),
                Path.of("none"),
                URI.create("http://localhost/"),
                Optional.empty(),
                Duration.ofSeconds(30));
        var config = new SynclineConfig(new Organization(Set.of("acme.example"), "US"), List.of(), List.of(calendars));
        return new CalendarTranslator(new Connectors(config), config);
    }
}
