package io.syncline.demo;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.json.webtoken.JsonWebSignature;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The accounts of {@link GoogleCalendarStub}: their credentials files, and the access tokens these are good for. */
final class StubTokens {
    private static final String PREFIX = "stub-access-token-";
    private final Map<String, PublicKey> keys = new ConcurrentHashMap<>();

    /** An authorized user file: its refresh token names the account. */
    String authorizedUser(String account, String tokenUri) {
        return json(Map.of(
                "type", "authorized_user",
                "client_id", "stub",
                "client_secret", "stub",
                "refresh_token", account,
                "token_uri", tokenUri));
    }

    /** A service account file with a key made for it. */
    String serviceAccount(String account, String tokenUri) {
        KeyPair pair = keyPair();
        keys.put(account, pair.getPublic());
        String key = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
        return json(Map.of(
                "type", "service_account",
                "project_id", "stub",
                "private_key_id", "1",
                "private_key", "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n",
                "client_email", account,
                "client_id", "1",
                "token_uri", tokenUri));
    }

    /** The access token for a request to the token endpoint (RFC 6749, 6; RFC 7523, 2.1); empty: refused. */
    Optional<String> grant(Map<String, String> form) {
        Optional<String> account = "refresh_token".equals(form.get("grant_type"))
                ? Optional.ofNullable(form.get("refresh_token")).filter(token -> !token.equals("revoked"))
                : signer(form.getOrDefault("assertion", ""));
        return account.map(PREFIX::concat);
    }

    /** The account that an Authorization header stands for. */
    Optional<String> account(String authorization) {
        String expected = "Bearer " + PREFIX;
        return Optional.ofNullable(authorization)
                .filter(header -> header.startsWith(expected))
                .map(header -> header.substring(expected.length()));
    }

    private Optional<String> signer(String assertion) {
        try {
            JsonWebSignature signed = JsonWebSignature.parse(GsonFactory.getDefaultInstance(), assertion);
            String issuer = signed.getPayload().getIssuer();
            PublicKey key = keys.get(issuer);
            return key != null && signed.verifySignature(key) ? Optional.of(issuer) : Optional.empty();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has RSA", e);
        }
    }

    private static String json(Map<String, String> fields) {
        GenericJson json = new GenericJson();
        json.putAll(new HashMap<>(fields));
        return GoogleCalendarStub.json(json);
    }
}
