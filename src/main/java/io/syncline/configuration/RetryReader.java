package io.syncline.configuration;

import io.syncline.connector.RetryLimits;
import java.time.Duration;
import java.util.Optional;

/** Reads how parked events are tried again: what a connector sets for itself, and what holds for all others. */
final class RetryReader {
    private static final int MOST_ATTEMPTS = 1_000_000;
    private static final int MOST_AT_ONCE = 1_000;

    private RetryReader() {}

    static RetryLimits limits(Section section) {
        var limits = new RetryLimits(
                duration(section, "initial-delay"),
                duration(section, "max-delay"),
                section.parsed("max-attempts", "a number from 1 to " + MOST_ATTEMPTS, Values.number(1, MOST_ATTEMPTS)),
                section.parsed("at-once", "a number from 1 to " + MOST_AT_ONCE, Values.number(1, MOST_AT_ONCE)));
        limits.initialDelay()
                .filter(first -> limits.maxDelay()
                        .filter(longest -> longest.compareTo(first) < 0)
                        .isPresent())
                .ifPresent(first -> section.problems()
                        .bad(
                                section.key("max-delay"),
                                section.text("max-delay").orElse(""),
                                "at least the initial-delay, "
                                        + section.text("initial-delay").orElse("")));
        return limits;
    }

    /** What {@link io.syncline.ledger.RetryPolicy} reads; noted here, so that one message names all that is wrong. */
    static void check(Section section) {
        limits(section);
        duration(section, "lease");
        duration(section, "look-every");
        section.parsed("jitter", "a share from 0 to 1", text -> Optional.of(Double.valueOf(text))
                .filter(share -> share >= 0 && share <= 1));
    }

    private static Optional<Duration> duration(Section section, String name) {
        return section.parsed(name, Values.DURATION, Values::duration);
    }
}
