package io.syncline.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Requests for tests. */
final class Requests {
    private Requests() {}

    static WebhookRequest post(String connector, String target, Map<String, String> headers, String body) {
        return new WebhookRequest(
                "POST",
                connector,
                target,
                headers,
                body.getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-03-02T10:00:00Z"));
    }
}
