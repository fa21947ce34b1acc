package io.syncline.ledger;

import io.syncline.event.Delivery;
import java.time.Instant;
import java.util.UUID;

/**
 * A parked event, to run through the path again.
 *
 * @param claim for a retry, the mark of the claim under which it runs: who has lost the claim changes nothing any more;
 *     null for a replay, which a person asked for
 * @param again whether it is filed although it was applied, because what it made is gone
 */
public record StoredEvent(UUID id, Instant claim, Delivery delivery, boolean again) {
    StoredEvent(UUID id, Instant claim, Delivery delivery) {
        this(id, claim, delivery, false);
    }

    StoredEvent derivedAgain() {
        return new StoredEvent(id, claim, delivery, true);
    }

    /** Whether the attempt may change the event: it is a replay, or the claim is still its own. */
    boolean mayChange(LedgerEvent row) {
        return claim == null || claim.equals(row.claimedUntil());
    }
}
