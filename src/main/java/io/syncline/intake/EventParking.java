package io.syncline.intake;

import io.quarkus.arc.Unremovable;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Kind;
import io.syncline.event.SourceEvent;
import io.syncline.ledger.RetryQueue;
import io.syncline.ledger.RetryQueue.Due;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.jboss.logging.Logger;

/** The end of the dead letter channel: keeps what failed in the ledger, and hands out what is due again. */
@ApplicationScoped
@Named("eventParking")
@Unremovable
public class EventParking {
    private static final Logger LOG = Logger.getLogger(EventParking.class);

    private final RetryQueue queue;
    private final Translators translators;
    private final EventMeter meter;

    @Inject
    EventParking(RetryQueue queue, Translators translators, EventMeter meter) {
        this.queue = queue;
        this.translators = translators;
        this.meter = meter;
    }

    /** Parks the delivery; an exception from here means that it is not kept. */
    public IntakeResult park(Exchange exchange) {
        Delivery delivery = exchange.getProperty(EventProperties.DELIVERY, Delivery.class);
        Throwable error = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        SourceEvent event = exchange.getProperty(EventProperties.EVENT, SourceEvent.class);
        UUID parked = exchange.getProperty(EventProperties.EVENT_ID, UUID.class);
        IntakeResult result = parked == null
                ? queue.park(delivery, kind(delivery), event, error)
                : queue.parkAgain(parked, delivery, event, error);
        LOG.warnf(
                "event not applied: connector=%s eventKey=%s outcome=%s cause=%s",
                delivery.connector(),
                result.eventKey(),
                result.outcome().word(),
                error.getClass().getSimpleName());
        return result;
    }

    /** The parked events whose time has come, claimed for this replica. */
    public List<Due> due() {
        List<Due> due = queue.claimDue();
        due.forEach(event -> meter.countRetry(event.delivery().connector()));
        return due;
    }

    private Kind kind(Delivery delivery) {
        return translators.of(delivery.connector()).kind();
    }
}
