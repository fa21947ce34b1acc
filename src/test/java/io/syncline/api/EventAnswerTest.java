package io.syncline.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
}
