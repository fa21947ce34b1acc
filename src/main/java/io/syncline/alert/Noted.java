package io.syncline.alert;

import java.time.Instant;

/**
 * Trouble that was seen, and perhaps told.
 *
 * @param since when it was seen first
 * @param toldAt null until its owner was told
 * @param toldCount how many dead letters the owner knows of
 */
record Noted(String connector, Trouble.Kind kind, Instant since, Instant toldAt, long toldCount) {
    static Noted first(Trouble trouble, Instant now) {
        return new Noted(trouble.connector(), trouble.kind(), now, null, 0);
    }

    boolean told() {
        return toldAt != null;
    }

    Noted told(long count, Instant now) {
        return new Noted(connector, kind, since, now, count);
    }

    /** Fewer than were told: the next one above is news again. */
    Noted atMost(long count) {
        return new Noted(connector, kind, since, toldAt, Math.min(toldCount, count));
    }
}
