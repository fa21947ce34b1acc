package io.syncline.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {
    private final BearerToken tokens = new BearerToken(List.of("new-token", "old-token", "schlüssel"));

    @ParameterizedTest
    @ValueSource(strings = {"Bearer new-token", "bearer old-token", "BEARER  new-token "})
    void configuredToken_isAuthentic(String header) {
        assertThat(tokens.isAuthentic(request(header))).isTrue();
    }

    @Test
    void tokenBeyondAscii_isAuthentic() {
        String asHttpGivesIt = new String("schlüssel".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(tokens.isAuthentic(request("Bearer " + asHttpGivesIt))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Bearer ", "Bearer new-toke", "Bearer new-token2", "Basic new-token", "new-token"})
    void anythingElse_isNotAuthentic(String header) {
        assertThat(tokens.isAuthentic(request(header))).isFalse();
    }

    @Test
    void withoutHeader_isNotAuthentic() {
        assertThat(tokens.isAuthentic(Requests.post("calls", "/webhooks/calls", Map.of(), "{}")))
                .isFalse();
    }

    private static WebhookRequest request(String authorization) {
        return Requests.post("calls", "/webhooks/calls", Map.of("authorization", authorization), "{}");
    }
}
