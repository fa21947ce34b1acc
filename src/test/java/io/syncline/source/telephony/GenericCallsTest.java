package io.syncline.source.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.event.Address;
import io.syncline.event.Direction;
import io.syncline.event.Participant;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.SourceEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenericCallsTest {
    @Test
    void fullCall_isRead() {
        SourceEvent event = Calls.json(
                """
                {"id": "evt-1", "callId": "c-1", "sequence": 3, "status": "completed", "direction": "inbound",
                 "from": "(415) 555-0123", "to": "+44 20 7946 0018", "agent": "Alice@Acme.example",
                 "occurredAt": "2026-03-02T11:10:00+01:00", "startedAt": "2026-03-02T10:00:00Z",
                 "durationSeconds": 540, "recordingUrl": "https://calls.example/r/1", "note": "Wants a quote.\\r\\nSoon."}""");

        assertThat(event.key().value()).isEqualTo("call:v1:calls:c-1:3");
        assertThat(event.activityKey()).isEqualTo("call:calls:c-1");
        assertThat(event.externalId()).isEqualTo("c-1");
        assertThat(event.partial()).isTrue();
        assertThat(event.rank().revision()).isEqualTo(3);
        assertThat(event.rank().at()).isEqualTo(Instant.parse("2026-03-02T10:10:00Z"));
        assertThat(event.facts().occurredAt()).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
        assertThat(event.facts().endedAt()).isEqualTo(Instant.parse("2026-03-02T10:10:00Z"));
        assertThat(event.facts().direction()).isEqualTo(Direction.INBOUND);
        assertThat(event.facts().subject()).isEqualTo("Inbound call");
        assertThat(event.facts().status()).isEqualTo("completed");
        assertThat(event.facts().participants())
                .containsExactly(
                        new Participant("from", new Address(Address.Type.PHONE, "+14155550123"), null),
                        new Participant("to", new Address(Address.Type.PHONE, "+442079460018"), null),
                        new Participant("agent", new Address(Address.Type.EMAIL, "alice@acme.example"), null));
        assertThat(event.facts().attributes())
                .isEqualTo(Map.of(
                        "durationSeconds",
                        540L,
                        "recordingUrl",
                        "https://calls.example/r/1",
                        "note",
                        "Wants a quote.\nSoon."));
    }

    @Test
    void smallestCall_isReadByWhenItCame() {
        SourceEvent event = Calls.json("{\"callId\": 17, \"status\": \"ringing\", \"from\": null, \"to\": \" \"}");

        assertThat(event.key().value()).isEqualTo("call:v1:calls:17:ringing");
        assertThat(event.facts().occurredAt()).isEqualTo(Calls.RECEIVED);
        assertThat(event.facts().direction()).isEqualTo(Direction.UNKNOWN);
        assertThat(event.facts().subject()).isNull();
        assertThat(event.facts().participants()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"anonymous", "Restricted", "101", "Reception desk"})
    void partyThatIsNoNumber_isKeptAsName(String party) {
        SourceEvent event = Calls.json("{\"callId\": \"c\", \"status\": \"missed\", \"from\": \"" + party + "\"}");

        assertThat(event.facts().participants()).containsExactly(new Participant("from", null, party));
    }

    @Test
    void statuses_haveATotalOrder() {
        List<SourceEvent> inOrder = Stream.of(
                        "initiated", "ringing", "answered", "recorded", "missed", "completed", "voicemail")
                .map(status -> Calls.json("{\"callId\": \"c\", \"status\": \"" + status + "\"}"))
                .toList();

        assertThat(inOrder)
                .extracting(event -> event.facts().statusPrecedence())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(inOrder)
                .extracting(event -> event.facts().status())
                .containsExactly("initiated", "ringing", "answered", "completed", "missed", "completed", "voicemail");
    }

    @Test
    void recording_endsNothing() {
        SourceEvent event = Calls.json(
                """
                {"callId": "c", "status": "recorded", "occurredAt": "2026-03-02T10:20:00Z",
                 "recordingUrl": "https://calls.example/r"}""");

        assertThat(event.facts().endedAt()).isNull();
        assertThat(event.facts().attributes()).containsOnlyKeys("recordingUrl");
    }

    @Test
    void contentHash_isOfTheMeaning() {
        String hash = Calls.json("{\"callId\":\"c\",\"status\":\"ringing\",\"from\":\"+14155550123\"}")
                .contentHash();

        assertThat(Calls.json(
                                "{ \"from\": \"415-555-0123\", \"status\":\"ringing\", \"id\": \"again\", \"callId\": \"c\"}")
                        .contentHash())
                .isEqualTo(hash);
        assertThat(Calls.json("{\"callId\":\"c\",\"status\":\"ringing\",\"from\":\"+14155550124\"}")
                        .contentHash())
                .isNotEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"status\": \"ringing\"} | callId is missing; expected an id",
                "{\"callId\": \"c\"} | status is missing; expected one of initiated, ringing",
                "{\"callId\": \"c\", \"status\": 7} | status is a number; expected one of initiated",
                "{\"callId\": \"c\", \"status\": \"secret word\"} | status is another text; expected one of",
                "{\"callId\": [\"c\"], \"status\": \"ringing\"} | callId is a list; expected an id",
                "{\"callId\": \"a\\u0000b\", \"status\": \"ringing\"} | callId is text that is too long or not printable",
                "{\"callId\": \"c\", \"status\": \"ringing\", \"sequence\": \"1\"} | sequence is text; expected a whole number",
                "{\"callId\": \"c\", \"status\": \"ringing\", \"sequence\": 1.5} | sequence is a number; expected a whole number",
                "{\"callId\": \"c\", \"status\": \"ringing\", \"sequence\": -1} | sequence is out of range",
                "{\"callId\": \"c\", \"status\": \"ringing\", \"sequence\": 99999999999999999999} | sequence is out of range",
                "{\"callId\": \"c\", \"status\": \"ringing\", \"from\": 14155550123} | from is a number; expected text",
                "{\"callId\": \"c\", \"status\": \"ringing\", \"occurredAt\": \"yesterday\"} | occurredAt is another text; expected a time",
                "{\"callId\": \"c\", \"status\": \"ringing\", \"occurredAt\": \"2026-03-02T10:00:00\"} | occurredAt is another text; expected a time",
                "{\"callId\": \"c\", \"status\": \"ringing\", \"occurredAt\": \"+99999-01-01T00:00:00Z\"} | occurredAt is out of range",
                "{\"callId\": \"c\", \"status\": \"ringing\", \"recordingUrl\": \"javascript:alert(1)\"} | recordingUrl is another text; expected an http",
                "{\"callId\": \"c\", \"callId\": \"d\", \"status\": \"ringing\"} | the body is not JSON",
                "{\"callId\": \"c\", \"status\": \"ringing\"} x | the body is not JSON",
                "[1] | the body is a list; expected a JSON object",
                "`` | the body is empty; expected a JSON object"
            })
    void unreadableCall_isRefusedByFieldTypeAndExpectation(String body, String message) {
        assertThatThrownBy(() -> Calls.json(body))
                .isInstanceOf(PermanentSyncException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret word");
    }

    @Test
    void badBytesDeepNestingAndUnknownCharset_areRefused() {
        String deep = "{\"callId\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}";

        assertThatThrownBy(() -> Calls.json(deep)).isInstanceOf(PermanentSyncException.class);
        assertThatThrownBy(() -> Calls.translate(Calls.delivery("calls", "application/json; charset=x-none", "{}")))
                .isInstanceOf(PermanentSyncException.class)
                .hasMessageContaining("charset");
        assertThatThrownBy(() ->
                        Calls.translate(Calls.delivery("calls", "application/json; charset=US-ASCII", "{\"ü\":1}")))
                .isInstanceOf(PermanentSyncException.class)
                .hasMessageContaining("bytes");
    }
}
