package io.syncline.connector;

import java.time.Duration;
import java.util.Optional;

/**
 * What one connector sets for the retries of its events; what it leaves open is that of {@code syncline.retry}.
 *
 * @param initialDelay the wait after the first failure
 * @param maxDelay no wait is longer
 * @param maxAttempts attempts after which an event becomes a dead letter
 * @param atOnce most events that one look for due ones takes
 */
public record RetryLimits(
        Optional<Duration> initialDelay,
        Optional<Duration> maxDelay,
        Optional<Integer> maxAttempts,
        Optional<Integer> atOnce) {
    public static final RetryLimits NONE =
            new RetryLimits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
