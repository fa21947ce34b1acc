package io.syncline.ownership;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * When a source spoke, by its own time; the event key makes the order total.
 *
 * @param eventKey of the event, or a key of its own for what no event says
 * @param connector that brought it, or null
 */
public record Moment(Instant at, String eventKey, String connector) implements Comparable<Moment> {
    /** The time of what is true at all times, such as that a domain belongs to an account. */
    public static final Instant TIMELESS = Instant.EPOCH;

    private static final Comparator<Moment> ORDER =
            Comparator.comparing(Moment::at).thenComparing(Moment::eventKey);

    public Moment {
        requireNonNull(eventKey);
        // PostgreSQL keeps microseconds: what was read back equals what was written.
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public int compareTo(Moment other) {
        return ORDER.compare(this, other);
    }

    /** The time; null for what is true at all times. */
    Instant time() {
        return at.equals(TIMELESS) ? null : at;
    }

    static Moment earlier(Moment a, Moment b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    static Moment later(Moment a, Moment b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
