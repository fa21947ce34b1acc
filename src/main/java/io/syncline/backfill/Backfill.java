package io.syncline.backfill;

import io.syncline.event.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/**
 * A backfill and how far it is.
 *
 * @param from the first day, or null for the beginning
 * @param to the day after the last, or null for no end
 * @param uploaded whether its items are those of an export; else the source's own
 * @param dryRun whether it says only what would become of the items
 * @param total items, or null before they are counted
 * @param counts by outcome; an item that is read again after a crash counts as a duplicate
 * @param problem what a person should know: why it failed, waits, or what the source does not hand over; else null
 * @param ratePerSecond items a second of the time it worked; null before there is one
 * @param secondsLeft at that rate; null when unknown or over
 */
public record Backfill(
        UUID id,
        String connector,
        LocalDate from,
        LocalDate to,
        boolean uploaded,
        boolean dryRun,
        BackfillState state,
        Long total,
        long done,
        Map<Outcome, Long> counts,
        String problem,
        Double ratePerSecond,
        Long secondsLeft,
        String startedBy,
        Instant createdAt,
        Instant finishedAt) {}
