package io.syncline.completeness;

import java.time.Instant;

/**
 * Items that were seen at {@code from} or later and before {@code to}.
 *
 * @param from null for the beginning
 * @param to null for no end
 */
public record Window(Instant from, Instant to) {
    public static final Window ALL = new Window(null, null);

    /** PostgreSQL's time begins and ends further out; no item was seen then. */
    private static final Instant BEGINNING = Instant.EPOCH;

    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    public Window {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("a window ends after its beginning, not at " + to);
        }
    }

    Instant first() {
        return from == null ? BEGINNING : from;
    }

    Instant end() {
        return to == null ? END : to;
    }

    boolean contains(Instant time) {
        return !time.isBefore(first()) && time.isBefore(end());
    }
}
