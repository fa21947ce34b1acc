package io.syncline.webhook;

import io.syncline.event.Hashes;
import io.syncline.event.PermanentSyncException;
import io.syncline.source.payload.FormBody;
import io.syncline.source.payload.FormBody.Field;
import io.syncline.source.payload.Media;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Twilio's signature: Base64 HMAC-SHA1, keyed by the auth token, of the URL that Twilio called and the parameters of the
 * form by name. Of a body that is no form, the URL has the SHA-256.
 *
 * @param publicUrl the base of the URL as Twilio knows it, in front of all proxies
 */
record TwilioSignature(List<String> tokens, URI publicUrl) implements Authentication {
    private static final String BODY_HASH = "bodySHA256";

    @Override
    public boolean isAuthentic(WebhookRequest request) {
        Optional<String> given = request.header("x-twilio-signature");
        Optional<String> parameters = parameters(request);
        return given.isPresent()
                && parameters.isPresent()
                && tokens.stream()
                        .flatMap(token -> urls(request.target()).map(url -> sign(token, url + parameters.get())))
                        .anyMatch(expected -> Signatures.areEqual(expected, given.get()));
    }

    /** What is signed after the URL; empty when the body cannot be what Twilio signed. */
    private static Optional<String> parameters(WebhookRequest request) {
        try {
            if (Media.type(request.contentType()).equals(Media.FORM)) {
                return Optional.of(sorted(FormBody.urlEncoded(
                        new String(request.body(), StandardCharsets.UTF_8), StandardCharsets.UTF_8)));
            }
            if (request.body().length == 0) {
                return Optional.of("");
            }
            return bodyHash(request.target())
                    .filter(hash -> Signatures.areEqual(Hashes.sha256(request.body()), hash.toLowerCase(Locale.ROOT)))
                    .map(same -> "");
        } catch (PermanentSyncException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> bodyHash(String target) {
        int query = target.indexOf('?');
        return query < 0
                ? Optional.empty()
                : FormBody.urlEncoded(target.substring(query + 1), StandardCharsets.UTF_8).stream()
                        .filter(field -> field.name().equals(BODY_HASH))
                        .map(Field::value)
                        .findFirst();
    }

    /** Each name and value, sorted; a value that comes twice counts once. */
    private static String sorted(List<Field> fields) {
        Map<String, TreeSet<String>> byName = new TreeMap<>();
        fields.forEach(field ->
                byName.computeIfAbsent(field.name(), name -> new TreeSet<>()).add(field.value()));
        var signed = new StringBuilder();
        byName.forEach(
                (name, values) -> values.forEach(value -> signed.append(name).append(value)));
        return signed.toString();
    }

    /** Twilio signs the URL sometimes with the port and sometimes without. */
    private Stream<String> urls(String target) {
        String path = publicUrl.getRawPath().replaceAll("/+$", "");
        String host = publicUrl.getHost();
        int port = publicUrl.getPort() > 0
                ? publicUrl.getPort()
                : publicUrl.getScheme().equals("https") ? 443 : 80;
        return Stream.of(host, host + ":" + port)
                .map(authority -> publicUrl.getScheme() + "://" + authority + path + target);
    }

    private static String sign(String token, String signed) {
        byte[] key = token.getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder()
                .encodeToString(Signatures.hmac("HmacSHA1", key, signed.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "TwilioSignature";
    }
}
