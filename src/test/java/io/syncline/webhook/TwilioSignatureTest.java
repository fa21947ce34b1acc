package io.syncline.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import io.syncline.event.Hashes;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TwilioSignatureTest {
    private static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";
    private static final String TOKEN = "12345";

    /** The vector of Twilio's own RequestValidatorTest. */
    private static final Map<String, String> VECTOR = new TreeMap<>(Map.of(
            "CallSid", "CA1234567890ABCDE",
            "Caller", "+14158675309",
            "Digits", "1234",
            "From", "+14158675309",
            "To", "+18005551212"));

    private static final String VECTOR_SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";

    @Test
    void vectorOfTwiliosLibrary_isAuthentic() {
        assertThat(isAuthentic(URI.create("https://mycompany.com"), "/myapp.php?foo=1&bar=2", VECTOR_SIGNATURE, VECTOR))
                .isTrue();
    }

    @Test
    void otherUrlParameterOrSignature_isNotAuthentic() {
        var base = URI.create("https://mycompany.com");
        var changed = new TreeMap<>(VECTOR);
        changed.put("Digits", "1235");

        assertThat(isAuthentic(base, "/myapp.php?foo=1&bar=3", VECTOR_SIGNATURE, VECTOR))
                .isFalse();
        assertThat(isAuthentic(URI.create("http://mycompany.com"), "/myapp.php?foo=1&bar=2", VECTOR_SIGNATURE, VECTOR))
                .isFalse();
        assertThat(isAuthentic(base, "/myapp.php?foo=1&bar=2", VECTOR_SIGNATURE, changed))
                .isFalse();
        assertThat(isAuthentic(base, "/myapp.php?foo=1&bar=2", "", VECTOR)).isFalse();
        assertThat(new TwilioSignature(List.of(TOKEN), base)
                        .isAuthentic(Requests.post("t", "/x", Map.of("content-type", FORM), "a=b")))
                .isFalse();
    }

    @Property(tries = 200)
    void whatTwiliosLibrarySigns_isAuthentic(
            @ForAll @Size(max = 12)
                    Map<@StringLength(min = 1, max = 12) String, @StringLength(max = 40) String> parameters,
            @ForAll boolean port) {
        Map<String, String> encodable = parameters.entrySet().stream()
                .filter(entry -> isEncodable(entry.getKey()) && isEncodable(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        String target = "/webhooks/twilio?who=acme";
        String signature = sign("https://hooks.acme.example" + (port ? ":443" : "") + target, encodable);

        assertThat(isAuthentic(URI.create("https://hooks.acme.example"), target, signature, encodable))
                .isTrue();
    }

    @Test
    void publicUrlWithPathAndPort_isSignedAsConfigured() {
        String signature = sign("https://acme.example:8443/hooks/webhooks/twilio", VECTOR);

        assertThat(isAuthentic(URI.create("https://acme.example:8443/hooks/"), "/webhooks/twilio", signature, VECTOR))
                .isTrue();
    }

    @Test
    void rotatedToken_isAuthenticWhileBothAreConfigured() {
        String signature = sign("https://acme.example/webhooks/twilio", VECTOR);
        var request = request("/webhooks/twilio", signature, VECTOR);

        assertThat(new TwilioSignature(List.of("other", TOKEN), URI.create("https://acme.example"))
                        .isAuthentic(request))
                .isTrue();
        assertThat(new TwilioSignature(List.of("other"), URI.create("https://acme.example")).isAuthentic(request))
                .isFalse();
    }

    @Test
    void jsonBody_isAuthenticByItsHashInTheUrl() throws Exception {
        String body = "{\"CallSid\": \"CA1\"}";
        String target = "/webhooks/twilio?bodySHA256=" + Hashes.sha256(body.getBytes(StandardCharsets.UTF_8));
        String signature = sign("https://acme.example" + target, Map.of());
        Map<String, String> headers = Map.of("content-type", "application/json", "x-twilio-signature", signature);
        var scheme = new TwilioSignature(List.of(TOKEN), URI.create("https://acme.example"));

        assertThat(new RequestValidator(TOKEN).validate("https://acme.example" + target, body, signature))
                .isTrue();
        assertThat(scheme.isAuthentic(Requests.post("t", target, headers, body)))
                .isTrue();
        assertThat(scheme.isAuthentic(Requests.post("t", target, headers, body + " ")))
                .isFalse();
        String unhashed = sign("https://acme.example/webhooks/twilio", Map.of());
        assertThat(scheme.isAuthentic(Requests.post(
                        "t",
                        "/webhooks/twilio",
                        Map.of("content-type", "application/json", "x-twilio-signature", unhashed),
                        body)))
                .isFalse();
    }

    @Test
    void formThatCannotBeRead_isNotAuthentic() {
        var headers = Map.of("content-type", FORM, "x-twilio-signature", VECTOR_SIGNATURE);

        assertThat(new TwilioSignature(List.of(TOKEN), URI.create("https://acme.example"))
                        .isAuthentic(Requests.post("t", "/webhooks/twilio", headers, "a=%zz")))
                .isFalse();
    }

    /** With Twilio's own code, which signs to validate. */
    private static String sign(String url, Map<String, String> parameters) {
        return TwilioSigner.sign(TOKEN, url, parameters);
    }

    private static boolean isEncodable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static boolean isAuthentic(URI base, String target, String signature, Map<String, String> parameters) {
        return new TwilioSignature(List.of(TOKEN), base).isAuthentic(request(target, signature, parameters));
    }

    private static WebhookRequest request(String target, String signature, Map<String, String> parameters) {
        String body = parameters.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return Requests.post("t", target, Map.of("content-type", FORM, "x-twilio-signature", signature), body);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
