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
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jboss.logging.Logger;

/** The end of the dead letter channel: keeps what failed in the ledger. */
@ApplicationScoped
@Named("eventParking")
@Unremovable
public class EventParking {
    private static final Logger LOG = Logger.getLogger(EventParking.class);

    private final RetryQueue queue;
    private final FilingRules filing;
    private final Translators translators;

    @Inject
    EventParking(RetryQueue queue, FilingRules filing, Translators translators) {
        this.queue = queue;
        this.filing = filing;
        this.translators = translators;
    }

    /** Parks the delivery; an exception from here means that it is not kept. */
    public IntakeResult park(Exchange exchange) {
        Delivery delivery = exchange.getProperty(EventProperties.DELIVERY, Delivery.class);
        Throwable error = HttpRefusals.meaning(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        SourceEvent event = exchange.getProperty(EventProperties.EVENT, SourceEvent.class);
        StoredEvent stored = exchange.getProperty(EventProperties.STORED, StoredEvent.class);
        IntakeResult result = stored == null ? park(delivery, event, error) : queue.parkAgain(stored, event, error);
        EventLog.know(result.eventKey());
        LOG.warnf(
                "event not applied: connector=%s eventKey=%s outcome=%s cause=%s",
                delivery.connector(),
                result.eventKey(),
                result.outcome().word(),
                error.getClass().getSimpleName());
        return result;
    }

    private IntakeResult park(Delivery delivery, SourceEvent event, Throwable error) {
        Optional<String> excluded = event == null ? filing.neverLogged(delivery.payload()) : Optional.empty();
        return excluded.map(reason -> queue.exclude(delivery, kind(delivery), reason))
                .orElseGet(() -> queue.park(delivery, kind(delivery), event, error));
    }

    private Kind kind(Delivery delivery) {
        return translators.of(delivery.connector()).kind();
    }
}
