package io.syncline.ledger;

import io.syncline.event.Outcome;
import io.syncline.event.SourceEvent;
import java.util.UUID;

/**
 * What the ledger says to a delivery: it is new and its claimant applies it now, or it is known and nothing is to do.
 */
public sealed interface Claim {
    /** The key under which the item is kept; without a stable id of the source, the one within the dedup window. */
    String eventKey();

    /** The row is inserted (or taken out of the retry queue) in this transaction; its effects belong to it. */
    record New(UUID eventId, SourceEvent event) implements Claim {
        @Override
        public String eventKey() {
            return event.key().value();
        }
    }

    /** The item is there already, with this outcome for the delivery at hand. */
    record Known(String eventKey, Outcome outcome, String reason) implements Claim {}
}
