package io.syncline.association;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A person's decision about one link: it stands against every rule. */
@Entity
@Table(name = "association_correction")
@IdClass(AssociationId.class)
@SuppressWarnings("UnusedVariable") // columns that only Hibernate reads
class CorrectionRow {
    @Id
    private UUID activityId;

    @Id
    private String entity;

    @Id
    private UUID entityId;

    private String decision;
    private String actor;
    private Instant decidedAt;

    protected CorrectionRow() {}

    CorrectionRow(AssociationId link, boolean linked, String actor, Instant now) {
        this.activityId = link.activityId();
        this.entity = link.entity();
        this.entityId = link.entityId();
        this.decision = linked ? "linked" : "unlinked";
        this.actor = actor;
        this.decidedAt = now;
    }

    String entity() {
        return entity;
    }

    UUID entityId() {
        return entityId;
    }

    boolean linked() {
        return decision.equals("linked");
    }

    String actor() {
        return actor;
    }
}
