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
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jboss.logging.Logger;

/**
 * The steps of the route event-retry: claim what is due, hand it on one by one, and claim again until nothing is due.
 * What was claimed when the process is about to end goes back to the others, and so does, at the next look, an attempt
 * whose end could not be kept, and a claim whose answer did not arrive.
 */
@ApplicationScoped
@Named("eventRetries")
@Unremovable
public class EventRetries {
    private static final Logger LOG = Logger.getLogger(EventRetries.class);

    private final RetryClaims claims;
    private final EventMeter meter;
    private final Shutdown shutdown;
    private final Deque<Claimed> inHand = new ArrayDeque<>();
    private final Deque<StoredEvent> unheard = new ArrayDeque<>();
    private StoredEvent underWay;
    private boolean unsure;

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
        underWay = null;
        letGo();
        takeBack();
        while (!shutdown.begun()) {
            // If there is no answer, the database may have kept it all the same.
            unsure = true;
            if (inHand.isEmpty()) {
                inHand.addAll(claims.claim());
            }
            Optional<StoredEvent> event = inHand.isEmpty() ? Optional.empty() : claims.begin(inHand.peek());
            unsure = false;
            if (inHand.isEmpty()) {
                return Optional.empty();
            }
            inHand.remove();
            if (event.isPresent()) {
                underWay = event.get();
                return event;
            }
        }
        giveBack();
        return Optional.empty();
    }

    private void takeBack() {
        if (unsure) {
            claims.takeBack();
            inHand.clear();
            unsure = false;
        }
    }

    private void letGo() {
        while (!unheard.isEmpty()) {
            claims.letGo(unheard.peek());
            unheard.remove();
        }
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

    /** An event could be neither applied nor parked again, so the database is away. */
    public synchronized void failed(Exception cause) {
        if (underWay != null) {
            unheard.add(underWay);
            underWay = null;
        }
        LOG.warnf("retries stop until the next look: cause=%s", cause.getClass().getSimpleName());
    }
}
