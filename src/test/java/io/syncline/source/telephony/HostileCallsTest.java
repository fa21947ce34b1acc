package io.syncline.source.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.event.Delivery;
import io.syncline.event.SourceEvent;
import io.syncline.hostile.Bodies;
import io.syncline.hostile.Bodies.Body;
import io.syncline.hostile.Hostile;
import io.syncline.hostile.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Whatever comes, it becomes an event that can be kept or a dead letter, and soon. */
class HostileCallsTest {
    private static final List<String> CONNECTORS = List.of("calls", "twilio");
    private static final Map<String, String> FIELDS = fields();
    private static final byte[] JSON = Bodies.object(FIELDS).getBytes(StandardCharsets.UTF_8);
    private static final byte[] FORM =
            ("CallSid=zebra7f3a1&CallStatus=completed&SequenceNumber=3&Timestamp=Mon%2C+02+Mar+2026+10%3A01%3A10+%2B0000"
                            + "&Direction=inbound&From=%2B14155550123&To=client%3Azebra7f3a&CallDuration=60"
                            + "&RecordingUrl=https%3A%2F%2Fcalls.example%2Fzebra7f3a&Caller=zebra7f3a")
                    .getBytes(StandardCharsets.UTF_8);

    @Test
    void mutatedCall_isAnEventOrADeadLetter() {
        for (int seed = 0; seed < 4_000; seed++) {
            translate("calls", new Body(Bodies.JSON, Mutations.mutated(JSON, seed)));
            translate("twilio", new Body(Bodies.FORM, Mutations.mutated(FORM, seed)));
        }
    }

    @Test
    void callCutAnywhere_isAnEventOrADeadLetter() {
        for (int length = 0; length < JSON.length; length++) {
            translate("calls", new Body(Bodies.JSON, Arrays.copyOf(JSON, length)));
        }
        for (int length = 0; length < FORM.length; length++) {
            translate("twilio", new Body(Bodies.FORM, Arrays.copyOf(FORM, length)));
        }
    }

    @Test
    void fieldOfAnyTypeAndSize_isAnEventOrADeadLetter() {
        assertThat(Bodies.spoiled(FIELDS)).hasSizeGreaterThan(300).allSatisfy(body -> translate("calls", body));
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void bodyMadeToExhaustItsReader_isDecidedSoon() {
        for (String connector : CONNECTORS) {
            assertThat(Bodies.bombs()).allSatisfy((name, bomb) -> translate(connector, bomb));
        }
    }

    @Property(tries = 500)
    void anyBytesUnderAnyType_areAnEventOrADeadLetter(@ForAll byte[] bytes, @ForAll String contentType) {
        CONNECTORS.forEach(connector -> translate(connector, new Body(contentType, bytes)));
    }

    private static Optional<SourceEvent> translate(String connector, Body body) {
        return Hostile.translate(
                Calls.TRANSLATOR,
                new Delivery(connector, "x", body.contentType(), body.bytes(), Map.of(), Calls.RECEIVED));
    }

    private static Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("id", "\"zebra7f3a-e\"");
        fields.put("callId", "\"zebra7f3a-1\"");
        fields.put("sequence", "3");
        fields.put("status", "\"completed\"");
        fields.put("direction", "\"inbound\"");
        fields.put("from", "\"+14155550123\"");
        fields.put("to", "\"zebra7f3a@acme.example\"");
        fields.put("agent", "\"Alice zebra7f3a\"");
        fields.put("occurredAt", "\"2026-03-02T11:10:00+01:00\"");
        fields.put("startedAt", "\"2026-03-02T11:00:00+01:00\"");
        fields.put("durationSeconds", "540");
        fields.put("recordingUrl", "\"https://calls.example/zebra7f3a\"");
        fields.put("note", "\"\\ud83d\\ude00 zebra7f3a\"");
        return fields;
    }
}
