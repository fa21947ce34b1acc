package io.syncline.ledger;

import io.syncline.event.Outcome;
import java.time.Instant;

/**
 * What follows from an attempt that failed.
 *
 * @param attempts those made so far, this one included
 * @param nextAttemptAt null for a dead letter
 */
record Parking(Failure failure, int attempts, Instant nextAttemptAt) {
    Outcome outcome() {
        return nextAttemptAt == null ? Outcome.DEAD : Outcome.RETRYING;
    }

    /** Why it is not applied; of what could have passed and did not, also that it was given up. */
    String reason() {
        boolean givenUp = outcome() == Outcome.DEAD && failure.transientFailure();
        return givenUp ? "given up after " + attempts + " attempts: " + failure.message() : failure.message();
    }
}
