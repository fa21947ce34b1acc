package io.syncline.ledger;

import io.syncline.event.Delivery;
import io.syncline.event.Hashes;
import io.syncline.event.Kind;
import io.syncline.event.Outcome;
import java.time.Instant;

/**
 * What to keep of an attempt that failed.
 *
 * @param kind of activity that the connector's deliveries make
 * @param nextAttemptAt null for a dead letter
 */
record Parking(Delivery delivery, Kind kind, Failure failure, Instant nextAttemptAt) {
    Outcome outcome() {
        return nextAttemptAt == null ? Outcome.DEAD : Outcome.RETRYING;
    }

    String payloadHash() {
        return Hashes.sha256(delivery.payload());
    }
}
