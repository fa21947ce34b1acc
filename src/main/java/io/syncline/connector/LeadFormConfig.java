package io.syncline.connector;

import java.util.List;

/**
 * A form that posts to {@code POST /webhooks/<id>}.
 *
 * @param provider generic (JSON from a server) or html (a form in a page)
 * @param allowedOrigins pages that may post from a browser (CORS), such as {@code https://www.acme.example}
 * @param honeypot the name of the field that people do not see and robots fill in
 */
public record LeadFormConfig(
        Common common, String provider, WebhookSecurity security, List<String> allowedOrigins, String honeypot)
        implements ConnectorConfig {
    public LeadFormConfig {
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    @Override
    public String type() {
        return "lead-form";
    }

    @Override
    public String toString() {
        return "lead-form " + common.id();
    }
}
