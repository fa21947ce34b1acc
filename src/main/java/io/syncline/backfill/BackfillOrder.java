package io.syncline.backfill;

import java.time.LocalDate;

/**
 * What to read.
 *
 * @param from the first day, or null for the beginning
 * @param to the day after the last, or null for no end
 * @param dryRun whether only to say what would become of it
 */
public record BackfillOrder(String connector, LocalDate from, LocalDate to, boolean dryRun) {}
