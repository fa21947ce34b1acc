package io.syncline.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/**
 * A run of a check and what it found.
 *
 * @param connector the only one that it looks at, or null for all
 * @param from the first day, or null for the beginning
 * @param to the day after the last, or null for no end
 * @param repair whether it mends what can be mended
 * @param uploaded whether it compares with a list that was sent
 * @param step what it does now; null when it does not work
 * @param lookedAt how many items it looked at
 * @param findings by kind and state, how many
 * @param problem what could not be looked at, or why it failed or waits; null when all went well
 */
public record Reconciliation(
        UUID id,
        String check,
        String connector,
        LocalDate from,
        LocalDate to,
        boolean repair,
        boolean uploaded,
        RunState state,
        String step,
        long lookedAt,
        Map<String, Map<FindingState, Long>> findings,
        String problem,
        String startedBy,
        Instant createdAt,
        Instant finishedAt) {}
