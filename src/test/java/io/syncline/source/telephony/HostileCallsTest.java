package io.syncline.source.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.event.Delivery;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.SourceEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever comes, it becomes an event or a dead letter: nothing else is thrown. */
class HostileCallsTest {
    private static final byte[] JSON =
            """
            {"id": "e", "callId": "c-1", "sequence": 3, "status": "completed", "direction": "inbound", "from": "+14155550123",
             "to": "alice@acme.example", "agent": "Alice", "occurredAt": "2026-03-02T11:10:00+01:00", "durationSeconds": 540,
             "recordingUrl": "https://calls.example/r/1", "note": "\\ud83d\\ude00 hello"}"""
                    .getBytes(StandardCharsets.UTF_8);
    private static final byte[] FORM =
            ("CallSid=CA1&CallStatus=completed&SequenceNumber=3&Timestamp=Mon%2C+02+Mar+2026+10%3A01%3A10+%2B0000"
                            + "&Direction=inbound&From=%2B14155550123&To=client%3Aalice&CallDuration=60")
                    .getBytes(StandardCharsets.UTF_8);

    private final ObjectMapper json = new ObjectMapper();

    @Property(tries = 1500)
    void mutatedJson_isAnEventOrADeadLetter(
            @ForAll @Size(min = 1, max = 6) int[] places, @ForAll byte value, @ForAll @IntRange(max = 400) int length)
            throws Exception {
        check("calls", "application/json", mutated(JSON, places, value, length));
    }

    @Property(tries = 1500)
    void mutatedForm_isAnEventOrADeadLetter(
            @ForAll @Size(min = 1, max = 6) int[] places, @ForAll byte value, @ForAll @IntRange(max = 250) int length)
            throws Exception {
        check("twilio", "application/x-www-form-urlencoded", mutated(FORM, places, value, length));
    }

    @Property(tries = 500)
    void anyBytesUnderAnyType_areAnEventOrADeadLetter(@ForAll byte[] bytes, @ForAll String contentType)
            throws Exception {
        check("calls", contentType, bytes);
        check("twilio", contentType, bytes);
    }

    private void check(String connector, String contentType, byte[] payload) throws Exception {
        try {
            SourceEvent event =
                    Calls.translate(new Delivery(connector, "x", contentType, payload, Map.of(), Calls.RECEIVED));
            assertThat(json.writeValueAsString(event.facts().attributes())).doesNotContain("\\u0000");
            assertThat(event.externalId()).doesNotContain("\0");
        } catch (PermanentSyncException deadLetter) {
            assertThat(deadLetter).hasMessageContaining("expected");
        }
    }

    private static byte[] mutated(byte[] original, int[] places, byte value, int length) {
        byte[] bytes = java.util.Arrays.copyOf(original, Math.min(original.length, Math.max(length, 1) * 2));
        for (int place : places) {
            bytes[Math.floorMod(place, bytes.length)] = value;
        }
        return bytes;
    }
}
