package io.syncline.reconciliation;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/**
 * What to look at.
 *
 * @param check by its name
 * @param connector the only one to look at, or null for all
 * @param from the first day, or null for the beginning
 * @param to the day after the last, or null for no end
 * @param repair whether to mend what can be mended
 */
public record ReconciliationOrder(String check, String connector, LocalDate from, LocalDate to, boolean repair) {
    public ReconciliationOrder {
        requireNonNull(check);
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("days end after they begin, not on " + to);
        }
    }
}
