package io.syncline.webhook;

import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.LeadFormConfig;
import io.syncline.connector.TelephonyConfig;
import io.syncline.connector.WebhookSecurity;
import io.syncline.connector.WebhookSecurity.Auth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The authentication of each connector, by its configuration. */
@ApplicationScoped
class Authentications {
    private final Clock clock;
    private final Map<String, Authentication> byConnector = new ConcurrentHashMap<>();

    @Inject
    Authentications(Clock clock) {
        this.clock = clock;
    }

    Authentication of(ConnectorConfig config) {
        return byConnector.computeIfAbsent(config.id(), id -> make(config, clock));
    }

    static Authentication make(ConnectorConfig config, Clock clock) {
        if (config instanceof TelephonyConfig calls) {
            return make(calls.provider(), calls.security(), clock);
        }
        if (config instanceof LeadFormConfig form) {
            var origins = AllowedOrigins.of(config);
            Authentication sender =
                    form.provider().equals("html") ? anybody -> true : make(form.provider(), form.security(), clock);
            return request -> origins.isAuthentic(request) && sender.isAuthentic(request);
        }
        return nobody -> false;
    }

    private static Authentication make(String provider, WebhookSecurity security, Clock clock) {
        if (provider.equals("twilio")) {
            return new TwilioSignature(security.secrets(), security.publicUrl().orElseThrow());
        }
        return security.auth().equals(Optional.of(Auth.STANDARD_WEBHOOKS))
                ? StandardWebhooks.of(security.secrets(), clock)
                : new BearerToken(security.secrets());
    }
}
