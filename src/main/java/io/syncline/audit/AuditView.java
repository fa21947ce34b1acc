package io.syncline.audit;

import java.time.Instant;
import java.util.Map;

/**
 * A row of the audit.
 *
 * @param before the values before, by field, or null
 * @param after the values after, by field, or null
 * @param eventKey of the event that brought it, or null
 * @param actor {@code syncline} for automation, {@code user:<name>} for a person
 * @param redacted whether before, after and eventKey were taken out because they said who somebody was
 */
public record AuditView(
        long id,
        Instant at,
        String entity,
        String entityId,
        String action,
        Map<String, Object> before,
        Map<String, Object> after,
        String rule,
        String policyVersion,
        String eventKey,
        String connector,
        String actor,
        boolean redacted) {}
