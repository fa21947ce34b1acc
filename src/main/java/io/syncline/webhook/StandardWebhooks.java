package io.syncline.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Signatures by the Standard Webhooks specification: {@code v1,} and the Base64 HMAC-SHA256 of id, timestamp and body,
 * joined by dots.
 */
record StandardWebhooks(List<byte[]> keys, Clock clock) implements Authentication {
    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String KEY_PREFIX = "whsec_";
    private static final String VERSION = "v1,";

    /**
     * @param secrets Base64, with or without whsec_ before it
     */
    static StandardWebhooks of(List<String> secrets, Clock clock) {
        return new StandardWebhooks(
                secrets.stream()
                        .map(secret -> secret.startsWith(KEY_PREFIX) ? secret.substring(KEY_PREFIX.length()) : secret)
                        .map(Base64.getDecoder()::decode)
                        .toList(),
                clock);
    }

    @Override
    public boolean isAuthentic(WebhookRequest request) {
        String id = request.header(ID).orElse("");
        String timestamp = request.header(TIMESTAMP).orElse("");
        List<String> signatures = Stream.of(request.header(SIGNATURE).orElse("").split(" ", -1))
                .filter(signature -> signature.startsWith(VERSION))
                .map(signature -> signature.substring(VERSION.length()))
                .toList();
        return !id.isBlank()
                && isNow(timestamp)
                && keys.stream()
                        .map(key -> sign(key, id, timestamp, request.body()))
                        .anyMatch(expected ->
                                signatures.stream().anyMatch(signature -> Signatures.areEqual(expected, signature)));
    }

    static String sign(byte[] key, String id, String timestamp, byte[] body) {
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.ISO_8859_1);
        return Base64.getEncoder().encodeToString(Signatures.hmac("HmacSHA256", key, head, body));
    }

    /** An old message may be a replayed one. */
    private boolean isNow(String timestamp) {
        if (!timestamp.matches("[0-9]{1,11}")) {
            return false;
        }
        Instant sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(sentAt, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
    }

    @Override
    public String toString() {
        return "StandardWebhooks";
    }
}
