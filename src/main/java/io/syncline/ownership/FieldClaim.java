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

    /** What the domain of somebody's address says, at all times and whichever event shows it. */
    public static FieldClaim ofDomain(String domain, String entity, UUID id, String field, String value) {
        var moment = new Moment(Moment.TIMELESS, "domain:v1:" + domain, null);
        return new FieldClaim(entity, id, field, value, Role.DOMAIN, moment);
    }
}
