package io.syncline.source.poll;

import io.syncline.event.TransientSyncException;
import io.syncline.lease.Lease;
import io.syncline.lease.Leases;
import io.syncline.runtime.Shutdown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** The lease under which a route polls: the one that it was started with; one of its own where another route calls it. */
@ApplicationScoped
public class PollLeases {
    private final Leases leases;
    private final Shutdown shutdown;

    @Inject
    PollLeases(Leases leases, Shutdown shutdown) {
        this.leases = leases;
        this.shutdown = shutdown;
    }

    /**
     * @throws TransientSyncException if another replica is polling the connector
     */
    public Lease of(String connector, Exchange exchange) {
        Lease given = exchange.getProperty(Lease.PROPERTY, Lease.class);
        if (given != null) {
            return given;
        }
        Lease lease = leases.beginByRequest(connector)
                .orElseThrow(() ->
                        new TransientSyncException("connector " + connector + " is being polled by another replica"));
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange ended) {
                leases.end(lease, shutdown.begun());
            }
        });
        return lease;
    }
}
