package io.syncline.ownership;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A time in which sources said something, by their own times.
 *
 * @param from the first moment of it
 * @param to the first moment after it
 */
public record Window(Instant from, Instant to) {
    /** What is true at all times is in it too. */
    public static final Window ALWAYS = new Window(Moment.TIMELESS, Instant.parse("9999-01-01T00:00:00Z"));

    private static final Instant FIRST = Moment.TIMELESS.plus(1, ChronoUnit.MICROS);

    public Window {
        requireNonNull(from);
        requireNonNull(to);
    }

    /**
     * @param from null where it has no beginning; what is true at all times is in a window only that has no end either
     * @param to null where it has no end
     */
    public static Window between(Instant from, Instant to) {
        Instant first = to == null ? ALWAYS.from : FIRST;
        return new Window(from != null && from.isAfter(first) ? from : first, to == null ? ALWAYS.to : to);
    }

    /** Its first moment; null where it has no beginning. */
    public Instant beginning() {
        return from.isAfter(FIRST) ? from : null;
    }

    /** The first moment after it; null where it has no end. */
    public Instant end() {
        return to.isBefore(ALWAYS.to) ? to : null;
    }
}
