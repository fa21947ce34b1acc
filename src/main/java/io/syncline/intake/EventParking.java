package io.syncline.intake;

import io.quarkus.arc.Unremovable;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Kind;
import io.syncline.event.SourceEvent;
import io.syncline.ledger.RetryQueue;
import io.syncline.ledger.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.apache.camel.Exchange;
import org.jboss.logging.Logger;

/** The end of the dead letter channel: keeps what failed in the ledger. */
@ApplicationScoped
@Named("eventParking")
@Unremovable
public class EventParking {
    private static final Logger LOG = Logger.getLogger(EventParking.class);

    private final RetryQueue queue;
    private final Translators translators;

    @Inject
    EventParking(RetryQueue queue, Translators translators) {
        this.queue = queue;
        this.translators = translators;
    }

    /** Parks the delivery; an exception from here means that it is not kept. */
    public IntakeResult park(Exchange exchange) {
        Delivery delivery = exchange.getProperty(EventProperties.DELIVERY, Delivery.class);
        Throwable error = HttpRefusals.meaning(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        SourceEvent event = exchange.getProperty(EventProperties.EVENT, SourceEvent.class);
        StoredEvent stored = exchange.getProperty(EventProperties.STORED, StoredEvent.class);
        IntakeResult result = stored == null
                ? queue.park(delivery, kind(delivery), event, error)
                : queue.parkAgain(stored, event, error);
        LOG.warnf(
                "event not applied: connector=%s eventKey=%s outcome=%s cause=%s",
                delivery.connector(),
                result.eventKey(),
                result.outcome().word(),
                error.getClass().getSimpleName());
        return result;
    }

    private Kind kind(Delivery delivery) {
        return translators.of(delivery.connector()).kind();
    }
}
