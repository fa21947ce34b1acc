package io.syncline.webhook;

import io.quarkus.arc.Unremovable;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.apache.camel.Body;

/** Lets in what the sender of an enabled connector sent. */
@ApplicationScoped
@Named("webhookGate")
@Unremovable
public class WebhookGate {
    private final Connectors connectors;
    private final Authentications authentications;

    @Inject
    WebhookGate(Connectors connectors, Authentications authentications) {
        this.connectors = connectors;
        this.authentications = authentications;
    }

    /**
     * The request, when it is authentic.
     *
     * @throws RejectedException if there is no such webhook, or the request is not its sender's
     */
    public WebhookRequest admit(@Body WebhookRequest request) {
        ConnectorConfig config = connectors
                .find(request.connector())
                .filter(found -> found.enabled() && !found.pulls())
                .orElseThrow(() -> new RejectedException(Rejection.UNKNOWN_CONNECTOR));
        if (!request.method().equals("POST")) {
            throw new RejectedException(Rejection.METHOD_NOT_ALLOWED);
        }
        if (!authentications.of(config).isAuthentic(request)) {
            throw new RejectedException(Rejection.NOT_AUTHENTIC);
        }
        return request;
    }
}
