package io.syncline.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When parked events are tried again, unless their connector says otherwise: exponential backoff with jitter. */
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

    /** Most events of one connector that one look takes. More drains a flood faster, less lets others sooner. */
    @WithDefault("20")
    int atOnce();

    /** How often a replica looks for parked events that are due; a look goes on until there are none. */
    @WithDefault("1s")
    Duration lookEvery();
}
