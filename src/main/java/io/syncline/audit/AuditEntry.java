package io.syncline.audit;

import static java.util.Objects.requireNonNull;

import io.syncline.event.SourceEvent;
import java.util.Map;
import java.util.UUID;

/**
 * One change.
 *
 * @param entity account, contact, deal, user, activity, event or another thing's name
 * @param action what was done: created, updated, linked, refused, merged, erased, replayed, ...
 * @param before the values before, by field; null when there was nothing
 * @param after the values after, by field; null when nothing is left
 * @param rule that decided it; {@code person} for a person's own change
 * @param policyVersion of the policy file in force, or null where no policy had a say
 * @param eventKey of the event that brought it, null where none did
 * @param connector of that event, or null
 * @param actor {@code syncline} for automation, {@code user:<name>} for a person
 */
public record AuditEntry(
        String entity,
        String entityId,
        String action,
        Map<String, Object> before,
        Map<String, Object> after,
        String rule,
        String policyVersion,
        String eventKey,
        String connector,
        String actor) {
    public AuditEntry {
        requireNonNull(entity);
        requireNonNull(entityId);
        requireNonNull(action);
        requireNonNull(rule);
        requireNonNull(actor);
    }

    /** A change that an event brought. */
    public static AuditEntry automated(
            String entity,
            UUID id,
            String action,
            Map<String, Object> before,
            Map<String, Object> after,
            String rule,
            String policyVersion,
            SourceEvent event) {
        return new AuditEntry(
                entity,
                id.toString(),
                action,
                before,
                after,
                rule,
                policyVersion,
                event.key().value(),
                event.delivery().connector(),
                "syncline");
    }

    /** A change that Syncline made by itself, without an event at hand. */
    public static AuditEntry maintenance(
            String entity,
            UUID id,
            String action,
            Map<String, Object> before,
            Map<String, Object> after,
            String rule,
            String policyVersion) {
        return new AuditEntry(
                entity, id.toString(), action, before, after, rule, policyVersion, null, null, "syncline");
    }

    /** A change that a person made. */
    public static AuditEntry person(
            String entity, UUID id, String action, Map<String, Object> before, Map<String, Object> after, String user) {
        return new AuditEntry(entity, id.toString(), action, before, after, "person", null, null, null, "user:" + user);
    }
}
