package io.syncline.routing;

import io.syncline.event.TransientSyncException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Runs polls, one at a time per connector. */
@ApplicationScoped
public class ConnectorPolls {
    private final ConnectorRoutes routes;
    private final ProducerTemplate producer;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    @Inject
    ConnectorPolls(ConnectorRoutes routes, ProducerTemplate producer) {
        this.routes = routes;
        this.producer = producer;
    }

    /**
     * Polls once, now, and returns when all that was read has been kept.
     *
     * @throws IllegalArgumentException if the connector is not configured or is not polled
     * @throws PollRunningException if it is being polled already
     * @throws IllegalStateException if it does not run, with the reason
     * @throws RuntimeException what the poll failed with
     */
    public void poll(String connector) {
        routes.requireRunning(connector);
        if (!running.add(connector)) {
            throw new PollRunningException(connector);
        }
        try {
            Exchange exchange = producer.request(ConnectorRoutes.POLL_ENDPOINT + connector, empty -> {});
            Exception failure = exchange.getException();
            if (failure != null) {
                throw failure instanceof RuntimeException e
                        ? e
                        : new TransientSyncException(RouteErrors.reason(failure), failure);
            }
        } finally {
            running.remove(connector);
        }
    }
}
