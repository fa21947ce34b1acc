package io.syncline.routing;

import io.syncline.connector.ConnectorStatuses;
import io.syncline.connector.Connectors;
import io.syncline.connector.SourceLooks;
import io.syncline.event.TransientSyncException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jboss.logging.Logger;

/** Runs polls, one at a time per connector. */
@ApplicationScoped
public class ConnectorPolls {
    private static final Logger LOG = Logger.getLogger(ConnectorPolls.class);

    private final ConnectorRoutes routes;
    private final ConnectorStatuses statuses;
    private final Connectors connectors;
    private final SourceLooks looks;
    private final ProducerTemplate producer;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    @Inject
    ConnectorPolls(
            ConnectorRoutes routes,
            ConnectorStatuses statuses,
            Connectors connectors,
            SourceLooks looks,
            ProducerTemplate producer) {
        this.routes = routes;
        this.statuses = statuses;
        this.connectors = connectors;
        this.looks = looks;
        this.producer = producer;
    }

    /**
     * Polls once, now, and returns when all that was read has been kept.
     *
     * @throws IllegalArgumentException if the connector is not configured or is not polled
     * @throws PollRunningException if it is being polled already
     * @throws IllegalStateException if it does not run, with the reason
     * @throws RuntimeException what the poll failed with; it stands in the connector's status, too
     */
    public void poll(String connector) {
        routes.requireRunning(connector);
        if (!running.add(connector)) {
            throw new PollRunningException(connector);
        }
        try {
            run(connector);
        } finally {
            running.remove(connector);
        }
        connectors.find(connector).ifPresent(looks::lookAfterPoll);
    }

    private void run(String connector) {
        Exchange exchange = producer.request(ConnectorRoutes.POLL_ENDPOINT + connector, empty -> {});
        Exception failure = exchange.getException();
        if (failure != null) {
            LOG.warnf("connector %s could not be read: %s", connector, RouteErrors.reason(failure));
            statuses.failed(connector, RouteErrors.reason(failure));
        } else {
            // A route that handles its failures (doTry) has told the status itself.
            failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        }
        if (failure != null) {
            throw failure instanceof RuntimeException e
                    ? e
                    : new TransientSyncException(RouteErrors.reason(failure), failure);
        }
    }
}
