package io.syncline.ledger;

import java.time.Duration;

/** The standard policy with a lease that a test can outlive. */
record ShortPolicy(Duration lease) implements RetryPolicy {
    @Override
    public Duration initialDelay() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration maxDelay() {
        return Duration.ofMinutes(15);
    }

    @Override
    public double jitter() {
        return 0.2;
    }

    @Override
    public int maxAttempts() {
        return 500;
    }

    @Override
    public int atOnce() {
        return 20;
    }

    @Override
    public Duration lookEvery() {
        return Duration.ofSeconds(1);
    }
}
