package io.syncline.association;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "remembered_correction")
class RememberedRow {
    @Id
    private UUID id;

    private String address;
    private String entity;
    private UUID entityId;
    private boolean linked;
    private Instant since;
    private String actor;
    private Instant decidedAt;
    private UUID activityId;

    protected RememberedRow() {}

    RememberedRow(RememberedCorrection correction) {
        id = correction.id();
        address = correction.address();
        entity = correction.entity();
        entityId = correction.entityId();
        linked = correction.linked();
        since = correction.since();
        actor = correction.actor();
        decidedAt = correction.decidedAt();
        activityId = correction.activityId();
    }

    /** Of one kind of records an address belongs to one; about the same record the last decision holds. */
    boolean replacedBy(UUID other, boolean otherLinked) {
        return entityId.equals(other) || (linked && otherLinked);
    }

    RememberedCorrection correction() {
        return new RememberedCorrection(id, address, entity, entityId, linked, since, actor, decidedAt, activityId);
    }
}
