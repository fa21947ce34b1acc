package io.syncline.intake;

import io.syncline.event.Delivery;
import io.syncline.event.SourceEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Reads a delivery as the path would, and does nothing with it. */
@ApplicationScoped
public class EventReading {
    private final Translators translators;
    private final FilingRules filing;

    @Inject
    EventReading(Translators translators, FilingRules filing) {
        this.translators = translators;
        this.filing = filing;
    }

    /**
     * The event, decided whether it is filed; its key is the one within the dedup window where the source gives no stable id.
     *
     * @throws RuntimeException if the delivery cannot be read
     */
    public SourceEvent read(Delivery delivery) {
        return filing.decide(translators.of(delivery.connector()).translate(delivery));
    }
}
