package io.syncline.ownership;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A conflict that waits for a person, or that one has decided. */
@Entity(name = "FieldReviewRow")
@Table(name = "field_review")
class ReviewRow {
    @Id
    private UUID id;

    private String entity;
    private UUID entityId;
    private String field;
    private String conflict;

    @JdbcTypeCode(SqlTypes.JSON)
    private String options;

    private String policyVersion;
    private Instant since;
    private Instant decidedAt;
    private String decidedBy;
    private String decision;

    protected ReviewRow() {}

    ReviewRow(UUID id, FieldId of, String conflict, String options, String policyVersion, Instant now) {
        this.id = id;
        entity = of.entity();
        entityId = of.id();
        field = of.field();
        this.conflict = conflict;
        this.options = options;
        this.policyVersion = policyVersion;
        since = now;
    }

    UUID id() {
        return id;
    }

    FieldId of() {
        return new FieldId(entity, entityId, field);
    }

    String conflict() {
        return conflict;
    }

    /** A JSON list. */
    String options() {
        return options;
    }

    String policyVersion() {
        return policyVersion;
    }

    Instant since() {
        return since;
    }

    boolean open() {
        return decidedAt == null;
    }

    Verdict verdict() {
        return new Verdict(conflict, decision, decidedAt, decidedBy);
    }

    /**
     * @param value empty where the field shall be empty
     * @param by user:&lt;name&gt;
     */
    void decide(String value, String by, Instant now) {
        decision = value;
        decidedBy = by;
        decidedAt = now;
    }
}
