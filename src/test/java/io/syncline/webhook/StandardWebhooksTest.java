package io.syncline.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhooksTest {
    /** The example of the specification's reference libraries. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final long TIMESTAMP = 1614265330;

    @Test
    void vectorOfTheSpecification_isAuthentic() {
        assertThat(isAuthentic(TIMESTAMP, List.of(SECRET), request(ID, "1614265330", SIGNATURE, BODY)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"300, true", "-300, true", "301, false", "-301, false"})
    void timestamp_mayDifferByFiveMinutes(long seconds, boolean expected) {
        assertThat(isAuthentic(TIMESTAMP + seconds, List.of(SECRET), request(ID, "1614265330", SIGNATURE, BODY)))
                .isEqualTo(expected);
    }

    @Test
    void oneOfSeveralSignatures_isEnough() {
        String signatures = "v1a,bm8= v1,bm8= " + SIGNATURE;

        assertThat(isAuthentic(TIMESTAMP, List.of(SECRET), request(ID, "1614265330", signatures, BODY)))
                .isTrue();
    }

    @Test
    void everyConfiguredSecret_isTried() {
        var request = request(ID, "1614265330", SIGNATURE, BODY);

        assertThat(isAuthentic(TIMESTAMP, List.of("whsec_bmV3", SECRET), request))
                .isTrue();
        assertThat(isAuthentic(TIMESTAMP, List.of("whsec_bmV3"), request)).isFalse();
    }

    @Test
    void changedParts_areNotAuthentic() {
        assertThat(List.of(
                        request("msg_other", "1614265330", SIGNATURE, BODY),
                        request(ID, "1614265331", SIGNATURE, BODY),
                        request(ID, "1614265330", SIGNATURE, BODY + " "),
                        request(ID, "1614265330", SIGNATURE.substring(3), BODY),
                        request("", "1614265330", SIGNATURE, BODY)))
                .noneMatch(request -> isAuthentic(TIMESTAMP, List.of(SECRET), request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "-1614265330", "1614265330.0", "99999999999999999999", "٣"})
    void badTimestamp_isNotAuthentic(String timestamp) {
        var key = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        String signature = "v1," + StandardWebhooks.sign(key, ID, timestamp, BODY.getBytes(StandardCharsets.UTF_8));

        assertThat(isAuthentic(TIMESTAMP, List.of(SECRET), request(ID, timestamp, signature, BODY)))
                .isFalse();
    }

    @Test
    void withoutHeaders_isNotAuthentic() {
        var request = Requests.post("leads", "/webhooks/leads", Map.of(), BODY);

        assertThat(isAuthentic(TIMESTAMP, List.of(SECRET), request)).isFalse();
    }

    private static boolean isAuthentic(long now, List<String> secrets, WebhookRequest request) {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC);
        return StandardWebhooks.of(secrets, clock).isAuthentic(request);
    }

    private static WebhookRequest request(String id, String timestamp, String signature, String body) {
        return Requests.post(
                "leads",
                "/webhooks/leads",
                Map.of("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signature),
                body);
    }
}
