package io.syncline.routing;

import io.syncline.connector.ConnectorStatuses;
import io.syncline.connector.Connectors;
import io.syncline.connector.SourceLooks;
import io.syncline.event.TransientSyncException;
import io.syncline.lease.Lease;
import io.syncline.lease.LeaseLostException;
import io.syncline.lease.Leases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.util.ObjectHelper;
import org.jboss.logging.Logger;

/** Runs polls, one at a time per connector: within this process by a set, among the replicas by leases. */
@ApplicationScoped
public class ConnectorPolls {
    private static final Logger LOG = Logger.getLogger(ConnectorPolls.class);

    private final ConnectorRoutes routes;
    private final ConnectorStatuses statuses;
    private final Connectors connectors;
    private final SourceLooks looks;
    private final Leases leases;
    private final LeaseKeeper keeper;
    private final ProducerTemplate producer;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    @Inject
    ConnectorPolls(
            ConnectorRoutes routes,
            ConnectorStatuses statuses,
            Connectors connectors,
            SourceLooks looks,
            Leases leases,
            LeaseKeeper keeper,
            ProducerTemplate producer) {
        this.routes = routes;
        this.statuses = statuses;
        this.connectors = connectors;
        this.looks = looks;
        this.leases = leases;
        this.keeper = keeper;
        this.producer = producer;
    }

    /**
     * Polls once, now, and returns when all that was read has been kept; a connector of another replica too, unless that one
     * is polling it.
     *
     * @throws IllegalArgumentException if the connector is not configured or is not polled
     * @throws PollRunningException if it is being polled already
     * @throws IllegalStateException if it does not run, with the reason
     * @throws LeaseLostException if another replica has taken over meanwhile
     * @throws RuntimeException what the poll failed with; it stands in the connector's status, too
     */
    public void poll(String connector) {
        if (!poll(connector, leases::beginByRequest)) {
            throw new PollRunningException(connector);
        }
    }

    /**
     * Polls once, if the connector is this replica's or nobody's; throws as the other does.
     *
     * @return false when it is another's, or is being polled already
     */
    boolean pollIfOurs(String connector) {
        return poll(connector, leases::begin);
    }

    private boolean poll(String connector, Function<String, Optional<Lease>> begin) {
        routes.requireRunning(connector);
        if (!running.add(connector)) {
            return false;
        }
        try {
            Optional<Lease> lease = begin.apply(connector);
            if (lease.isEmpty()) {
                return false;
            }
            poll(lease.get());
        } finally {
            running.remove(connector);
        }
        connectors.find(connector).ifPresent(looks::lookAfterPoll);
        return true;
    }

    private void poll(Lease lease) {
        try {
            run(lease);
        } finally {
            keeper.end(lease);
        }
    }

    private void run(Lease lease) {
        String connector = lease.connector();
        Exchange exchange = producer.request(
                ConnectorRoutes.POLL_ENDPOINT + connector, poll -> poll.setProperty(Lease.PROPERTY, lease));
        Exception failure = exchange.getException();
        LeaseLostException lost = ObjectHelper.getException(LeaseLostException.class, failure);
        if (lost != null) {
            LOG.infof("a poll ends early: %s", lost.getMessage());
            throw lost;
        }
        if (failure != null) {
            LOG.warnf("connector %s could not be read: %s", connector, RouteErrors.reason(failure));
            statuses.failed(lease, RouteErrors.reason(failure));
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
