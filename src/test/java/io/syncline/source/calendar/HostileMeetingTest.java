package io.syncline.source.calendar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.event.Delivery;
import io.syncline.event.SourceEvent;
import io.syncline.hostile.Bodies;
import io.syncline.hostile.Hostile;
import io.syncline.hostile.Mutations;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Whatever a calendar has, it becomes a meeting that can be kept or a dead letter, and soon. */
class HostileMeetingTest {
    private static final String GOOD = Bodies.object(HostileMeetings.good("zebra7f3a1"));

    private final CalendarTranslator translator = CalendarTranslatorTest.translator();

    @Test
    void goodMeeting_isAnEvent() {
        assertThat(translate(GOOD)).isPresent();
    }

    @Test
    void mutatedMeeting_isAnEventOrADeadLetter() {
        for (int seed = 0; seed < 5_000; seed++) {
            translate(Mutations.mutated(GOOD.getBytes(UTF_8), seed));
        }
    }

    @Test
    void meetingCutAnywhere_isAnEventOrADeadLetter() {
        for (int length = 0; length < GOOD.length(); length++) {
            translate(Arrays.copyOf(GOOD.getBytes(UTF_8), length));
        }
    }

    @Test
    void fieldOfAnyTypeAndSize_isAnEventOrADeadLetter() {
        assertThat(HostileMeetings.spoiled("zebra7f3a1"))
                .hasSizeGreaterThan(500)
                .allSatisfy(this::translate);
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void meetingMadeToExhaustItsReader_isDecidedSoon() {
        assertThat(HostileMeetings.bombs("zebra7f3a1")).allSatisfy((name, bomb) -> translate(bomb));
        assertThat(Bodies.bombs()).allSatisfy((name, bomb) -> translate(bomb.bytes()));
    }

    @Test
    void cancellationOfWhatCouldNotBeRead_isExcluded() {
        for (String known : new String[] {"", "{", "[]", "null", "{\"start\": 7}", "[".repeat(50_000)}) {
            var cancelled = translate("{\"id\": \"a\", \"status\": \"cancelled\"}".getBytes(UTF_8), known);

            assertThat(cancelled.orElseThrow().exclusion())
                    .map(SourceEvent.Exclusion::reason)
                    .contains("cancelled before it was ever read");
        }
    }

    @Test
    void linkThatIsNone_isLeftOut() {
        var event = new LinkedHashMap<>(HostileMeetings.good("a"));
        event.put("htmlLink", "\"javascript:alert(1)\"");
        event.put("hangoutLink", "\"data:text/html,x\"");

        assertThat(translate(Bodies.object(event)).orElseThrow().facts().attributes())
                .doesNotContainKeys("link", "conference");
    }

    private Optional<SourceEvent> translate(String json) {
        return translate(json.getBytes(UTF_8));
    }

    private Optional<SourceEvent> translate(byte[] json) {
        return translate(json, null);
    }

    private Optional<SourceEvent> translate(byte[] json, String known) {
        var context = new HashMap<>(Map.of(DeliveryContext.CALENDAR, "alice@acme.example"));
        if (known != null) {
            context.put(DeliveryContext.KNOWN, known);
        }
        return Hostile.translate(
                translator,
                new Delivery(
                        "calendars",
                        "alice@acme.example;a;x",
                        "application/json",
                        json,
                        context,
                        Instant.parse("2026-02-01T00:00:00Z")));
    }
}
