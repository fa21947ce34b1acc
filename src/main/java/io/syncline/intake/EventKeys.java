package io.syncline.intake;

import io.syncline.event.Delivery;
import io.syncline.event.EventKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Names the event of a delivery without the database, for a sender who is answered before the event is in the ledger. */
@ApplicationScoped
public class EventKeys {
    private final Translators translators;

    @Inject
    EventKeys(Translators translators) {
        this.translators = translators;
    }

    /** The key as the path will find it; of an item without a stable id, the key within the dedup window. */
    public String of(Delivery delivery) {
        try {
            return translators
                    .of(delivery.connector())
                    .translate(delivery)
                    .key()
                    .value();
        } catch (RuntimeException unreadable) {
            // As in the path: what cannot be translated, for whatever reason, becomes a dead letter under this key.
            return EventKey.unreadable(delivery).value();
        }
    }
}
