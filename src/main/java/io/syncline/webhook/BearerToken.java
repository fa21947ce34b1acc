package io.syncline.webhook;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A token in the Authorization header (RFC 6750, 2.1). */
record BearerToken(List<String> tokens) implements Authentication {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(\\S+) *");

    @Override
    public boolean isAuthentic(WebhookRequest request) {
        Optional<String> given = request.header("authorization")
                .map(BEARER::matcher)
                .filter(Matcher::matches)
                .map(bearer -> bearer.group(1))
                // HTTP headers come as Latin-1, whatever they were.
                .map(token -> new String(token.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        return given.isPresent() && tokens.stream().anyMatch(token -> Signatures.areEqual(token, given.get()));
    }

    @Override
    public String toString() {
        return "BearerToken";
    }
}
