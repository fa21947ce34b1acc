package io.syncline.reconciliation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A part of what there is, looked at as a whole.
 *
 * @param kind of findings
 * @param connector of findings, or null for all, with those of none
 * @param from of the time that items are of, or null for the beginning
 * @param to null for no end; where it or {@code from} is given, findings without a time are not of the part
 */
public record Coverage(String kind, String connector, Instant from, Instant to) {
    public Coverage {
        requireNonNull(kind);
    }

    /** All findings of a kind. */
    public static Coverage all(String kind) {
        return new Coverage(kind, null, null, null);
    }
}
