package io.syncline.ownership;

import static java.util.Objects.requireNonNull;

import io.syncline.event.SourceEvent;
import java.util.UUID;

/**
 * What a source says of a field.
 *
 * @param entity account, contact or deal
 * @param value empty where the source says that there is none
 */
public record FieldClaim(String entity, UUID id, String field, String value, Role role, Moment moment) {
    /** Begins the key of what a rule says of the owner of a record. */
    static final String ASSIGNED = "owner:v1:";

    public FieldClaim {
        requireNonNull(entity);
        requireNonNull(id);
        requireNonNull(field);
        requireNonNull(role);
        requireNonNull(moment);
        value = value == null ? "" : value.strip();
    }

    /** What an event says. */
    public static FieldClaim of(SourceEvent event, String entity, UUID id, String field, String value, Role role) {
        var moment = new Moment(
                event.facts().occurredAt(),
                event.key().value(),
                event.delivery().connector());
        return new FieldClaim(entity, id, field, value, role, moment);
    }

    /**
     * Who owns a record by a rule, at all times and whichever event shows it.
     *
     * @param reason the rule and what it went by
     */
    public static FieldClaim ofAssignment(String reason, String entity, UUID id, UUID user) {
        var moment = new Moment(Moment.TIMELESS, ASSIGNED + reason, null);
        return new FieldClaim(entity, id, "ownerId", user.toString(), Role.ASSIGNMENT, moment);
    }

    /** What the domain of somebody's address says, at all times and whichever event shows it. */
    public static FieldClaim ofDomain(String domain, String entity, UUID id, String field, String value) {
        var moment = new Moment(Moment.TIMELESS, "domain:v1:" + domain, null);
        return new FieldClaim(entity, id, field, value, Role.DOMAIN, moment);
    }
}
