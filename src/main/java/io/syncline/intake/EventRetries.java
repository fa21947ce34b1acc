package io.syncline.intake;

import io.quarkus.arc.Unremovable;
import io.syncline.event.Delivery;
import io.syncline.ledger.RetryClaims;
import io.syncline.ledger.RetryClaims.Claimed;
import io.syncline.ledger.StoredEvent;
import io.syncline.runtime.Shutdown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jboss.logging.Logger;

/**
 * The steps of the route event-retry: claim what is due, hand it on one by one, and claim again until nothing is due.
 * What was claimed when the process is about to end goes back to the others.
 */
@ApplicationScoped
@Named("eventRetries")
@Unremovable
public class EventRetries {
    private static final Logger LOG = Logger.getLogger(EventRetries.class);

    private final RetryClaims claims;
    private final EventMeter meter;
    private final Shutdown shutdown;
    private final Queue<Claimed> inHand = new ArrayDeque<>();

    @Inject
    EventRetries(RetryClaims claims, EventMeter meter, Shutdown shutdown) {
        this.claims = claims;
        this.meter = meter;
        this.shutdown = shutdown;
    }

    /** Begins the attempt at the next event, which the exchange then has as a property; false when nothing is due. */
    public boolean next(Exchange exchange) {
        Optional<StoredEvent> next = begin();
        next.ifPresent(event -> {
            meter.countRetry(event.delivery().connector());
            exchange.setProperty(EventProperties.STORED, event);
        });
        return next.isPresent();
    }

    /** What is handed on. */
    public Delivery delivery(@ExchangeProperty(EventProperties.STORED) StoredEvent event) {
        return event.delivery();
    }

    private synchronized Optional<StoredEvent> begin() {
        while (!shutdown.begun()) {
            if (inHand.isEmpty()) {
                inHand.addAll(claims.claim());
            }
            Claimed claimed = inHand.poll();
            if (claimed == null) {
                return Optional.empty();
            }
            Optional<StoredEvent> event = claims.begin(claimed);
            if (event.isPresent()) {
                return event;
            }
        }
        giveBack();
        return Optional.empty();
    }

    /** Nothing is lost when it fails: the claims run out. */
    private void giveBack() {
        try {
            claims.giveBack(List.copyOf(inHand));
            inHand.clear();
        } catch (RuntimeException e) {
            LOG.warnf("%d claimed events wait for their leases to run out: %s", inHand.size(), e);
        }
    }

    /** An event could be neither applied nor parked again, so the database is away: its lease runs out. */
    public void failed(Exception cause) {
        LOG.warnf("retries stop until the next look: cause=%s", cause.getClass().getSimpleName());
    }
}
