package io.syncline.intake;

import io.quarkus.arc.Unremovable;
import io.syncline.event.Delivery;
import io.syncline.event.SourceEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.apache.camel.Body;
import org.apache.camel.Exchange;

/** The message translator of the path: delivery in, event out, decided whether it is filed. */
@ApplicationScoped
@Named("eventTranslation")
@Unremovable
public class EventTranslation {
    private final Translators translators;
    private final FilingRules filing;

    @Inject
    EventTranslation(Translators translators, FilingRules filing) {
        this.translators = translators;
        this.filing = filing;
    }

    /**
     * @throws io.syncline.event.PermanentSyncException if the delivery cannot be read
     */
    public SourceEvent translate(@Body Delivery delivery, Exchange exchange) {
        exchange.setProperty(EventProperties.DELIVERY, delivery);
        EventLog.begin(exchange, delivery);
        exchange.removeProperty(EventProperties.EVENT);
        SourceEvent event = filing.decide(translators.of(delivery.connector()).translate(delivery));
        exchange.setProperty(EventProperties.EVENT, event);
        EventLog.know(event.key().value());
        return event;
    }
}
