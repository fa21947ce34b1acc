package io.syncline.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When parked events are tried again: exponential backoff with jitter, kept in the ledger. */
@ConfigMapping(prefix = "syncline.retry")
public interface RetryPolicy {
    /** The wait after the first failure. Shorter heals a blip sooner, longer spares a peer that is down. */
    @WithDefault("5s")
    Duration initialDelay();

    /** No wait is longer than this, whatever the attempt. */
    @WithDefault("15m")
    Duration maxDelay();

    /** The share of each wait that is random, 0 to 1, so that parked events do not come back all at once. */
    @WithDefault("0.2")
    double jitter();

    /** Attempts after which an event becomes a dead letter: with the defaults about five days. */
    @WithDefault("500")
    int maxAttempts();

    /** How long a claimed event belongs to the replica that claimed it; after that another may take it. */
    @WithDefault("2m")
    Duration lease();

    /** How many parked events one look takes, with their payloads in memory. */
    @WithDefault("20")
    int batch();

    /** How often a replica looks for parked events that are due. */
    @WithDefault("1s")
    Duration lookEvery();

    /**
     * The wait before the next attempt.
     *
     * @param attempts those made so far, 1 or more
     * @param random from 0 (inclusive) to 1 (exclusive)
     */
    default Duration delayAfter(int attempts, double random) {
        double doubled = initialDelay().toMillis() * Math.pow(2, Math.min(attempts - 1, 40));
        double capped = Math.min(doubled, (double) maxDelay().toMillis());
        return Duration.ofMillis(Math.round(capped * (1 - jitter() + 2 * jitter() * random)));
    }
}
