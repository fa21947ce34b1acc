package io.syncline.faults;

import io.syncline.webhook.TwilioSigner;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Who sends webhooks: how they prove that it is them, and how long they wait for an answer. */
enum Provider {
    /** A telephony system that signs by Standard Webhooks. */
    CALLS("calls", "application/json", Duration.ofSeconds(5)) {
        @Override
        void prove(HttpRequest.Builder request, String id, String body) {
            String now = Long.toString(Clock.systemUTC().instant().getEpochSecond());
            request.header("webhook-id", id)
                    .header("webhook-timestamp", now)
                    .header("webhook-signature", "v1," + hmac(id + "." + now + "." + body));
        }
    },

    /** Twilio signs the public URL and the parameters; a delivery that is sent again has the same token. */
    TWILIO("twilio", "application/x-www-form-urlencoded", Duration.ofSeconds(15)) {
        @Override
        void prove(HttpRequest.Builder request, String id, String body) {
            String url = PUBLIC_URL + "/webhooks/" + connector();
            request.header("X-Twilio-Signature", TwilioSigner.sign(TOKEN, url, parameters(body)))
                    .header("I-Twilio-Idempotency-Token", id);
        }
    },

    /** Another system, with a token. */
    LEADS("leads", "application/json", Duration.ofSeconds(5)) {
        @Override
        void prove(HttpRequest.Builder request, String id, String body) {
            request.header("Authorization", "Bearer " + TOKEN);
        }
    },

    /** A form in a page: anybody may send it, and it has no id. */
    WEBSITE("website", "application/x-www-form-urlencoded", Duration.ofSeconds(15)) {
        @Override
        void prove(HttpRequest.Builder request, String id, String body) {
            request.header("Origin", PAGE);
        }
    };

    static final String TOKEN = "harness-token";
    static final String PUBLIC_URL = "https://hooks.acme.example";
    static final String PAGE = "https://www.acme.example";
    static final String SIGNING_KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final String connector;
    private final String contentType;
    private final Duration patience;

    Provider(String connector, String contentType, Duration patience) {
        this.connector = connector;
        this.contentType = contentType;
        this.patience = patience;
    }

    String connector() {
        return connector;
    }

    String contentType() {
        return contentType;
    }

    /** How long it waits for an answer. */
    Duration patience() {
        return patience;
    }

    /**
     * Signs.
     *
     * @param id of the delivery; the same when it is sent again
     */
    abstract void prove(HttpRequest.Builder request, String id, String body);

    private static String hmac(String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            byte[] key = Base64.getDecoder().decode(SIGNING_KEY.substring("whsec_".length()));
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> parameters(String form) {
        var parameters = new TreeMap<String, String>();
        for (String pair : form.split("&", -1)) {
            String[] field = pair.split("=", 2);
            parameters.put(field[0], java.net.URLDecoder.decode(field[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
