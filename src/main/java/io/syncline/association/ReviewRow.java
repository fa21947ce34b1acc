package io.syncline.association;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A link that waits for a person's choice, or for which one has chosen. */
@Entity
@Table(name = "association_review")
@IdClass(ReviewId.class)
class ReviewRow {
    @Id
    private UUID activityId;

    @Id
    private String entity;

    @JdbcTypeCode(SqlTypes.JSON)
    private String candidates;

    private String explanation;
    private Instant createdAt;

    @Column(insertable = false, updatable = false)
    private UUID id;

    private Instant decidedAt;
    private String decidedBy;
    private UUID decision;

    protected ReviewRow() {}

    ReviewRow(UUID activityId, Review review, String candidates, Instant now) {
        this.activityId = activityId;
        this.entity = review.entity();
        this.candidates = candidates;
        this.explanation = review.explanation();
        this.createdAt = now;
    }

    UUID activityId() {
        return activityId;
    }

    String entity() {
        return entity;
    }

    /** A JSON list. */
    String candidates() {
        return candidates;
    }

    String explanation() {
        return explanation;
    }

    Instant since() {
        return createdAt;
    }

    /** Of the activity and the entity; the database makes it. */
    UUID id() {
        return id;
    }

    boolean open() {
        return decidedAt == null;
    }

    /** Null while it is open, and where it is none of the candidates. */
    UUID decision() {
        return decision;
    }

    Instant decidedAt() {
        return decidedAt;
    }

    /** {@code user:<name>}; null while it is open. */
    String decidedBy() {
        return decidedBy;
    }

    void decide(UUID candidate, String by, Instant now) {
        decision = candidate;
        decidedBy = by;
        decidedAt = now;
    }
}
