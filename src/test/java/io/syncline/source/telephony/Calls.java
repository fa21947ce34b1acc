package io.syncline.source.telephony;

import io.syncline.connector.ConnectorConfig.Common;
import io.syncline.connector.Connectors;
import io.syncline.connector.Organization;
import io.syncline.connector.SynclineConfig;
import io.syncline.connector.TelephonyConfig;
import io.syncline.connector.WebhookSecurity;
import io.syncline.event.Delivery;
import io.syncline.event.SourceEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A translator of calls with two connectors, for tests. */
final class Calls {
    static final Instant RECEIVED = Instant.parse("2026-03-02T10:05:00Z");
    static final TelephonyTranslator TRANSLATOR = translator();

    private Calls() {}

    static SourceEvent json(String body) {
        return TRANSLATOR.translate(delivery("calls", "application/json", body));
    }

    static SourceEvent twilio(String form) {
        return TRANSLATOR.translate(delivery("twilio", "application/x-www-form-urlencoded", form));
    }

    static SourceEvent translate(Delivery delivery) {
        return TRANSLATOR.translate(delivery);
    }

    static Delivery delivery(String connector, String contentType, String body) {
        return new Delivery(connector, "x", contentType, body.getBytes(StandardCharsets.UTF_8), Map.of(), RECEIVED);
    }

    private static TelephonyTranslator translator() {
        var organization = new Organization(Set.of("acme.example"), "US");
        var connectors = new Connectors(new SynclineConfig(
                organization, List.of(), List.of(connector("calls", "generic"), connector("twilio", "twilio"))));
        return new TelephonyTranslator(connectors, organization, Stream.of(new GenericCalls(), new TwilioCalls()));
    }

    private static TelephonyConfig connector(String id, String provider) {
        var common = new Common(
                id, "revops@acme.example", true, Duration.ofDays(30), 3, Duration.ofMinutes(10), Duration.ofDays(3));
        return new TelephonyConfig(
                common, provider, new WebhookSecurity(Optional.empty(), List.of("x"), Optional.empty()));
    }
}
