package io.syncline.webhook;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A request to a webhook as it came, byte for byte.
 *
 * @param connector the name in the path, which may be anybody's invention
 * @param target path and query as the sender wrote them, for signatures over the URL
 * @param headers by lower-case name; of several headers of one name the first
 */
@SuppressWarnings("ArrayRecordComponent") // requests are never compared
public record WebhookRequest(
        String method, String connector, String target, Map<String, String> headers, byte[] body, Instant receivedAt) {
    public WebhookRequest {
        requireNonNull(method);
        requireNonNull(connector);
        requireNonNull(target);
        headers = Map.copyOf(headers);
        requireNonNull(body);
        requireNonNull(receivedAt);
    }

    /**
     * @param name in lower case
     */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    String contentType() {
        return header("content-type").filter(type -> !type.isBlank()).orElse("application/octet-stream");
    }

    /** Names the request without its content, so that it can stand in a log. */
    @Override
    public String toString() {
        return "WebhookRequest[" + method + ", " + body.length + " bytes]";
    }
}
