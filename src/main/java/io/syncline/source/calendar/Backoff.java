package io.syncline.source.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a calendar that failed is asked again: after one failure at the next poll, then after twice as long each time, and
 * never sooner than the API wants it.
 */
record Backoff(Duration pace) {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    /** The timer's pace is not exact: a wait that ends just after a poll would cost a whole one. */
    private static final double SLACK = 0.9;

    Instant next(Instant now, int failures, Optional<Duration> retryAfter) {
        Duration longest = pace.compareTo(LONGEST) > 0 ? pace : LONGEST;
        long polls = (1L << Math.min(Math.max(failures - 1, 0), 20)) - 1;
        long millis = Math.min((long) (pace.toMillis() * SLACK * polls), longest.toMillis());
        Instant own = now.plusMillis(millis);
        return retryAfter.map(now::plus).filter(own::isBefore).orElse(own);
    }
}
