package io.syncline.reconciliation;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Something that is not as it should be, or was not.
 *
 * @param connector whose it is, or null
 * @param subject the thing: an event key, the place of an item in its source, the id of a record
 * @param at when the item is of, or null
 * @param owner who mends it, or null
 * @param reason why it was accepted, else null
 * @param decidedBy who accepted it, else null
 * @param changedAt when its state last changed
 */
public record Finding(
        UUID id,
        String check,
        String connector,
        String kind,
        String subject,
        Instant at,
        String summary,
        Map<String, Object> details,
        String owner,
        FindingState state,
        String reason,
        String decidedBy,
        Instant firstSeen,
        Instant lastSeen,
        Instant changedAt) {}
