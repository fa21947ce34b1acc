package io.syncline.rebuild;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A rebuild and how far it is.
 *
 * @param connector or null for all
 * @param from of items that happened then or later, or null
 * @param to of items that happened before, or null
 * @param phase what is done or was done last: copying, deriving or comparing
 * @param total events, or null before they are counted; more than the range holds where an activity reaches beyond it
 * @param kept events in the range that cannot be derived again, for their raw items are gone: what they made stays
 * @param unreadable events that today's mapping cannot read: what they made stays
 * @param changes how many things would change, by kind
 * @param problem what a person should know: why it failed, waits, or was dropped; else null
 * @param ratePerSecond events a second of the time it worked; null before there is one
 * @param secondsLeft at that rate; null when unknown or over
 */
public record Rebuild(
        UUID id,
        String connector,
        Instant from,
        Instant to,
        RebuildState state,
        String phase,
        Long total,
        long done,
        long kept,
        long unreadable,
        Map<ChangeKind, Long> changes,
        String problem,
        Double ratePerSecond,
        Long secondsLeft,
        String startedBy,
        String appliedBy,
        Instant createdAt,
        Instant finishedAt) {}
