package io.syncline.webhook;

import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.LeadFormConfig;
import java.util.List;
import java.util.Map;

/**
 * The pages that may post from a browser. A request without an origin is of no page; without a list, any page may post,
 * yet none of another site may read the answer.
 */
record AllowedOrigins(List<String> origins) implements Authentication {
    private static final String ORIGIN = "origin";

    static AllowedOrigins of(ConnectorConfig config) {
        return new AllowedOrigins(config instanceof LeadFormConfig form ? form.allowedOrigins() : List.of());
    }

    @Override
    public boolean isAuthentic(WebhookRequest request) {
        return origins.isEmpty()
                || request.header(ORIGIN).map(origins::contains).orElse(true);
    }

    /** The headers that let a page post; empty when it is not one of ours. */
    Map<String, String> preflight(WebhookRequest request) {
        return request.header(ORIGIN)
                .filter(origins::contains)
                .map(origin -> Map.of(
                        "Access-Control-Allow-Origin", origin,
                        "Access-Control-Allow-Methods", "POST",
                        "Access-Control-Allow-Headers", "Content-Type",
                        "Access-Control-Max-Age", "600",
                        "Vary", "Origin"))
                .orElse(Map.of());
    }

    /** The headers of CORS (Fetch standard, 3.3) for the answer to a request. */
    Map<String, String> headers(WebhookRequest request) {
        return request.header(ORIGIN)
                .filter(origins::contains)
                .map(origin -> Map.of("Access-Control-Allow-Origin", origin, "Vary", "Origin"))
                .orElse(origins.isEmpty() ? Map.of() : Map.of("Vary", "Origin"));
    }
}
