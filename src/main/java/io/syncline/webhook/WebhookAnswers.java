package io.syncline.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Unremovable;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.connector.WebhookSecurity;
import io.syncline.connector.WebhookSecurity.Auth;
import io.syncline.event.IntakeResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jboss.logging.Logger;

/** Answers senders as the contract says, and counts what was turned away. */
@ApplicationScoped
@Named("webhookAnswers")
@Unremovable
public class WebhookAnswers {
    private static final Logger LOG = Logger.getLogger(WebhookAnswers.class);

    /** Seconds after which a sender may try again. */
    private static final String RETRY_AFTER = "30";

    private final Connectors connectors;
    private final ObjectMapper json;
    private final MeterRegistry registry;

    @Inject
    WebhookAnswers(Connectors connectors, ObjectMapper json, MeterRegistry registry) {
        this.connectors = connectors;
        this.json = json;
        this.registry = registry;
    }

    /** The answer when everything is kept: 200, or 202 when something of it is not applied. */
    public WebhookAnswer kept(
            @Body List<IntakeResult> results, @ExchangeProperty(WebhookEntrance.REQUEST) WebhookRequest request) {
        boolean settled = results.stream().allMatch(result -> result.outcome().settled());
        List<Map<String, String>> all = results.stream()
                .map(result -> Map.of(
                        "eventKey",
                        result.eventKey(),
                        "outcome",
                        result.outcome().word()))
                .toList();
        boolean batch = connectors
                .find(request.connector())
                .filter(config -> WebhookDeliveries.isBatch(config, request))
                .isPresent();
        return answer(settled ? 200 : 202, request, Map.of(), batch ? Map.of("results", all) : all.get(0));
    }

    /** The answer to a browser that asks whether a page may post (Fetch standard, 4.8). */
    WebhookAnswer preflight(WebhookRequest request) {
        Optional<ConnectorConfig> config = config(request);
        if (config.isEmpty()) {
            return rejected(Rejection.UNKNOWN_CONNECTOR, request);
        }
        Map<String, String> allowed = AllowedOrigins.of(config.get()).preflight(request);
        return allowed.isEmpty() ? rejected(Rejection.NOT_AUTHENTIC, request) : new WebhookAnswer(204, allowed, "");
    }

    /** The answer when nothing of it is kept, or not everything. */
    public WebhookAnswer notKept(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception why,
            @ExchangeProperty(WebhookEntrance.REQUEST) WebhookRequest request) {
        if (why instanceof RejectedException rejected) {
            return rejected(rejected.rejection(), request);
        }
        LOG.errorf(
                "webhook not kept: connector=%s cause=%s",
                request.connector(), why.getClass().getSimpleName());
        return rejected(Rejection.NOT_KEPT, request);
    }

    WebhookAnswer rejected(Rejection rejection, WebhookRequest request) {
        Optional<ConnectorConfig> config = config(request);
        registry.counter(
                        "syncline.webhook.rejected",
                        "connector",
                        // Not the name in the path: anybody could make up label values.
                        config.map(ConnectorConfig::id).orElse("unknown"),
                        "reason",
                        rejection.reason())
                .increment();
        Map<String, String> headers =
                switch (rejection) {
                    case NOT_AUTHENTIC ->
                        config.filter(WebhookAnswers::takesBearer).isPresent()
                                ? Map.of("WWW-Authenticate", "Bearer realm=\"syncline\"")
                                : Map.of();
                    case METHOD_NOT_ALLOWED -> Map.of("Allow", "POST, OPTIONS");
                    case NOT_KEPT -> Map.of("Retry-After", RETRY_AFTER);
                    case UNKNOWN_CONNECTOR, TOO_LARGE -> Map.of();
                };
        return answer(rejection.status(), request, headers, Map.of("error", rejection.message()));
    }

    private static boolean takesBearer(ConnectorConfig config) {
        return WebhookSecurity.of(config)
                .flatMap(WebhookSecurity::auth)
                .filter(Auth.BEARER::equals)
                .isPresent();
    }

    private WebhookAnswer answer(int status, WebhookRequest request, Map<String, String> more, Object body) {
        var headers = new HashMap<String, String>(more);
        headers.put("Content-Type", "application/json");
        headers.put("Cache-Control", "no-store");
        config(request).map(AllowedOrigins::of).ifPresent(origins -> headers.putAll(origins.headers(request)));
        try {
            return new WebhookAnswer(status, headers, json.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<ConnectorConfig> config(WebhookRequest request) {
        return connectors.find(request.connector()).filter(found -> found.enabled() && !found.pulls());
    }
}
