package io.syncline.rebuild;

import java.util.Map;
import java.util.UUID;

/**
 * One thing that a rebuild would change.
 *
 * @param entity activity, account, contact, deal or event
 * @param entityId of that entity
 * @param field of a record, or the thing that a link is to; null where the whole is meant
 * @param action created, changed, removed or kept
 * @param before of what differs; null where there is nothing
 * @param after of what differs; null where nothing will be left
 * @param reason the rule and what it went by
 * @param eventKey of the event that it comes from, or null
 */
public record RebuildChange(
        ChangeKind kind,
        String entity,
        UUID entityId,
        String field,
        String action,
        Map<String, Object> before,
        Map<String, Object> after,
        String reason,
        String eventKey) {}
