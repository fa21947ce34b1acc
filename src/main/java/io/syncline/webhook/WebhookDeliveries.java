package io.syncline.webhook;

import io.quarkus.arc.Unremovable;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.connector.LeadFormConfig;
import io.syncline.connector.TelephonyConfig;
import io.syncline.connector.WebhookSecurity;
import io.syncline.connector.WebhookSecurity.Auth;
import io.syncline.event.Delivery;
import io.syncline.event.Hashes;
import io.syncline.source.payload.JsonList;
import io.syncline.source.payload.Media;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Body;

/** Makes deliveries of an authentic request: one, or one for each item of a JSON list. */
@ApplicationScoped
@Named("webhookDeliveries")
@Unremovable
public class WebhookDeliveries {
    /** Twilio's name of a delivery; the same when it sends the delivery again. */
    private static final String TWILIO_DELIVERY = "i-twilio-idempotency-token";

    private static final int LONGEST_LOCATION = 200;

    private final Connectors connectors;

    @Inject
    WebhookDeliveries(Connectors connectors) {
        this.connectors = connectors;
    }

    public List<Delivery> of(@Body WebhookRequest request) {
        ConnectorConfig config = connectors.find(request.connector()).orElseThrow();
        String location = location(config, request);
        Map<String, String> context = context(config, request);
        Optional<List<byte[]>> items = items(config, request);
        if (items.isEmpty()) {
            return List.of(delivery(request, location, request.body(), context));
        }
        var deliveries = new ArrayList<Delivery>();
        for (byte[] item : items.get()) {
            // The id of the message is not the id of one of its items.
            deliveries.add(delivery(request, location + "#" + deliveries.size(), item, Map.of()));
        }
        return deliveries;
    }

    /** Whether the answer to the request is a list. */
    static boolean isBatch(ConnectorConfig config, WebhookRequest request) {
        return items(config, request).isPresent();
    }

    private static Optional<List<byte[]>> items(ConnectorConfig config, WebhookRequest request) {
        boolean form = Media.type(request.contentType()).equals(Media.FORM)
                || Media.type(request.contentType()).equals(Media.MULTIPART);
        return auth(config).isEmpty() || (form && config instanceof LeadFormConfig)
                ? Optional.empty()
                : JsonList.items(request.body());
    }

    private static Delivery delivery(
            WebhookRequest request, String location, byte[] payload, Map<String, String> context) {
        return new Delivery(
                request.connector(), location, request.contentType(), payload, context, request.receivedAt());
    }

    /** Each request is a sighting of its own, unless the provider says that it is the same again. */
    private static String location(ConnectorConfig config, WebhookRequest request) {
        boolean twilio =
                config instanceof TelephonyConfig calls && calls.provider().equals("twilio");
        return request.header(TWILIO_DELIVERY)
                .filter(token -> twilio && token.matches("[!-~]{1," + LONGEST_LOCATION + "}"))
                // The token is not signed: with another body it is another delivery.
                .map(token -> token + "/" + Hashes.sha256(request.body()).substring(0, 16))
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /** The id of a signed message stays when it is sent again. */
    private static Map<String, String> context(ConnectorConfig config, WebhookRequest request) {
        return auth(config)
                .filter(Auth.STANDARD_WEBHOOKS::equals)
                .flatMap(signed -> request.header(StandardWebhooks.ID))
                .filter(id -> id.matches("[!-~]{1," + LONGEST_LOCATION + "}"))
                .map(id -> Map.of(StandardWebhooks.ID, id))
                .orElse(Map.of());
    }

    private static Optional<Auth> auth(ConnectorConfig config) {
        return WebhookSecurity.of(config).flatMap(WebhookSecurity::auth);
    }
}
