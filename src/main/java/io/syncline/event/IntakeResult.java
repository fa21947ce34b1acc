package io.syncline.event;

import static java.util.Objects.requireNonNull;

/**
 * What became of one delivery: the answer to the sender.
 *
 * @param reason why, where the outcome alone does not say it (excluded, dead, retrying), else null
 */
public record IntakeResult(String eventKey, Outcome outcome, String reason) {
    public IntakeResult {
        requireNonNull(eventKey);
        requireNonNull(outcome);
    }
}
