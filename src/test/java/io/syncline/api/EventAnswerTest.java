package io.syncline.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.event.Kind;
import io.syncline.event.Outcome;
import io.syncline.event.Status;
import io.syncline.ledger.EventDetail.Attempt;
import io.syncline.ledger.EventView;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventAnswerTest {
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "message/rfc822", "text/html; charset=utf-8", "application/x+json"})
    void text_isShownAsText(String type) {
        assertThat(EventAnswer.payload(type, "grün".getBytes(UTF_8)).text()).isEqualTo("grün");
    }

    @Test
    void textThatIsNotUtf8_isShownAsBytes() {
        var payload = EventAnswer.payload("message/rfc822", "grün".getBytes(ISO_8859_1));

        assertThat(payload.text()).isNull();
        assertThat(payload.base64()).isEqualTo("Z3L8bg==");
    }

    @Test
    void otherTypes_areShownAsBytes() {
        assertThat(EventAnswer.payload("application/octet-stream", new byte[] {1})
                        .base64())
                .isEqualTo("AQ==");
    }

    @Test
    void eventAndItsAttempts_standOnOneLevel() throws JsonProcessingException {
        var event = new EventView(
                UUID.randomUUID(),
                "call:v1:calls:1",
                "calls",
                Kind.CALL,
                "1",
                null,
                Status.DEAD,
                Outcome.DEAD,
                "why",
                null,
                null,
                null,
                1,
                null,
                "cause",
                "error",
                0);
        var answer =
                new EventAnswer(event, null, null, List.of(new Attempt(1, null, "dead", "X", "error")), List.of(), 0);

        String json = new ObjectMapper().writeValueAsString(answer);

        assertThat(json)
                .containsOnlyOnce("\"attempts\"")
                .contains("\"status\":\"dead\"")
                .doesNotContain("\"event\"");
    }
}
