package io.syncline.ledger;

import io.syncline.connector.RetryLimits;
import java.time.Duration;

/**
 * How the events of one connector are tried again.
 *
 * @param jitter the share of each wait that is random, 0 to 1
 * @param atOnce most events that one look takes
 */
record RetryRule(Duration initialDelay, Duration maxDelay, double jitter, int maxAttempts, int atOnce) {
    static RetryRule of(RetryPolicy policy, RetryLimits limits) {
        return new RetryRule(
                limits.initialDelay().orElse(policy.initialDelay()),
                limits.maxDelay().orElse(policy.maxDelay()),
                policy.jitter(),
                limits.maxAttempts().orElse(policy.maxAttempts()),
                limits.atOnce().orElse(policy.atOnce()));
    }

    /**
     * The wait before the next attempt: doubled with each one, never longer than the longest, and shorter by chance.
     *
     * @param attempts those made so far, 1 or more
     * @param random from 0 (inclusive) to 1 (exclusive)
     */
    Duration delayAfter(int attempts, double random) {
        double doubled = initialDelay.toMillis() * Math.pow(2, Math.min(attempts - 1, 40));
        double capped = Math.min(doubled, (double) maxDelay.toMillis());
        return Duration.ofMillis(Math.round(capped * (1 - jitter * random)));
    }
}
