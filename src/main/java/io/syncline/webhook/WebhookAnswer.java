package io.syncline.webhook;

import java.util.Map;

/**
 * What the sender is told.
 *
 * @param body JSON, or empty
 */
public record WebhookAnswer(int status, Map<String, String> headers, String body) {
    public WebhookAnswer {
        headers = Map.copyOf(headers);
    }
}
