package io.syncline.source.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.event.Address;
import io.syncline.event.Direction;
import io.syncline.event.Participant;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.SourceEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioCallsTest {
    private static final String COMPLETED =
            "CallSid=CA1&CallStatus=completed&SequenceNumber=3&Timestamp=Mon%2C+02+Mar+2026+10%3A01%3A10+%2B0000"
                    + "&Direction=inbound&From=%2B14155550123&To=client%3Aalice&CallDuration=60&Duration=1"
                    + "&RecordingUrl=https%3A%2F%2Fapi.twilio.com%2Fr%2F1&AccountSid=AC1&ApiVersion=2010-04-01";

    @Test
    void completedCall_isRead() {
        SourceEvent event = Calls.twilio(COMPLETED);

        assertThat(event.key().value()).isEqualTo("call:v1:twilio:CA1:completed:3");
        assertThat(event.activityKey()).isEqualTo("call:twilio:CA1");
        assertThat(event.rank().revision()).isEqualTo(3);
        assertThat(event.facts().occurredAt()).isEqualTo(Instant.parse("2026-03-02T10:00:10Z"));
        assertThat(event.facts().endedAt()).isEqualTo(Instant.parse("2026-03-02T10:01:10Z"));
        assertThat(event.facts().direction()).isEqualTo(Direction.INBOUND);
        assertThat(event.facts().status()).isEqualTo("completed");
        assertThat(event.facts().attributes())
                .containsEntry("durationSeconds", 60L)
                .containsEntry("recordingUrl", "https://api.twilio.com/r/1")
                .containsEntry("providerStatus", "completed");
        assertThat(event.facts().participants())
                .containsExactly(
                        new Participant("from", new Address(Address.Type.PHONE, "+14155550123"), null),
                        new Participant("to", null, "alice"),
                        new Participant("agent", null, "alice"));
    }

    @ParameterizedTest
    @CsvSource({
        "queued, initiated",
        "initiated, initiated",
        "ringing, ringing",
        "in-progress, answered",
        "completed, completed",
        "busy, missed",
        "no-answer, missed",
        "canceled, missed",
        "failed, missed"
    })
    void callStatus_isMapped(String twilio, String status) {
        SourceEvent event = Calls.twilio("CallSid=CA1&CallStatus=" + twilio);

        assertThat(event.facts().status()).isEqualTo(status);
        assertThat(event.key().value()).isEqualTo("call:v1:twilio:CA1:" + twilio);
    }

    @ParameterizedTest
    @CsvSource({"inbound, INBOUND", "outbound-api, OUTBOUND", "outbound-dial, OUTBOUND"})
    void direction_isMapped(String twilio, Direction direction) {
        assertThat(Calls.twilio("CallSid=CA1&CallStatus=ringing&Direction=" + twilio)
                        .facts()
                        .direction())
                .isEqualTo(direction);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+266696687", "+86282452253", "anonymous"})
    void withheldNumber_isNoNumber(String from) {
        SourceEvent event = Calls.twilio("CallSid=CA1&CallStatus=ringing&From=" + from.replace("+", "%2B"));

        assertThat(event.facts().participants()).containsExactly(new Participant("from", null, from));
    }

    @Test
    void sipAddressAndClientByAddress_areRead() {
        SourceEvent event = Calls.twilio(
                "CallSid=CA1&CallStatus=ringing&From=sip%3A%2B14155550123%40pstn.example&To=client%3ABob%40acme.example");
        SourceEvent name = Calls.twilio("CallSid=CA1&CallStatus=ringing&From=sip:bob@pbx.example&To=client:");

        assertThat(event.facts().participants())
                .contains(
                        new Participant("from", new Address(Address.Type.PHONE, "+14155550123"), null),
                        new Participant("agent", new Address(Address.Type.EMAIL, "bob@acme.example"), null));
        assertThat(name.facts().participants())
                .containsExactly(
                        new Participant("from", null, "sip:bob@pbx.example"), new Participant("to", null, "client:"));
    }

    @Test
    void recordingCallback_onlyAddsTheRecording() {
        SourceEvent event = Calls.twilio(
                "CallSid=CA1&RecordingSid=RE1&RecordingStatus=completed&RecordingUrl=https://api.twilio.com/r/1&RecordingDuration=50");

        assertThat(event.key().value()).isEqualTo("call:v1:twilio:CA1:recording:RE1:completed");
        assertThat(event.facts().statusPrecedence())
                .isLessThan(Calls.twilio(COMPLETED).facts().statusPrecedence());
        assertThat(event.facts().attributes()).containsOnlyKeys("recordingUrl");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CallStatus=ringing",
                "CallSid=CA1",
                "CallSid=CA1&CallStatus=singing",
                "CallSid=CA1&CallStatus=ringing&SequenceNumber=one",
                "CallSid=CA1&CallStatus=ringing&SequenceNumber=99999999999999999999",
                "CallSid=CA1&CallStatus=completed&CallDuration=-1",
                "CallSid=CA1&CallStatus=ringing&Timestamp=yesterday",
                "CallSid=CA1%00&CallStatus=ringing",
                "CallSid=CA1&CallStatus=ringing&From=%zz"
            })
    void unreadableCallback_isRefused(String form) {
        assertThatThrownBy(() -> Calls.twilio(form))
                .isInstanceOf(PermanentSyncException.class)
                .hasMessageContaining("expected");
    }
}
