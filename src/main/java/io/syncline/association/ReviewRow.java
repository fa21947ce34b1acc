package io.syncline.association;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A link that waits for a person's choice. */
@Entity
@Table(name = "association_review")
@IdClass(ReviewId.class)
@SuppressWarnings("UnusedVariable") // columns that only Hibernate reads
class ReviewRow {
    @Id
    private UUID activityId;

    @Id
    private String entity;

    @JdbcTypeCode(SqlTypes.JSON)
    private String candidates;

    private String explanation;
    private Instant createdAt;

    protected ReviewRow() {}

    ReviewRow(UUID activityId, Review review, String candidates, Instant now) {
        this.activityId = activityId;
        this.entity = review.entity();
        this.candidates = candidates;
        this.explanation = review.explanation();
        this.createdAt = now;
    }
}
