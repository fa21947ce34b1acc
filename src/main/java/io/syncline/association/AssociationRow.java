package io.syncline.association;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A link of an activity to an account, contact or deal, with its receipt. */
@Entity
@SuppressWarnings("UnusedVariable") // columns that only Hibernate reads
@Table(name = "association")
@IdClass(AssociationId.class)
public class AssociationRow {
    @Id
    private UUID activityId;

    @Id
    private String entity;

    @Id
    private UUID entityId;

    private Instant occurredAt;
    private String rule;
    private BigDecimal confidence;
    private String explanation;

    @JdbcTypeCode(SqlTypes.JSON)
    private String evidence;

    private String policyVersion;
    private String correctedBy;
    private Instant associatedAt;

    protected AssociationRow() {}

    AssociationRow(
            UUID activityId,
            Instant occurredAt,
            Link link,
            String evidence,
            String policyVersion,
            String correctedBy,
            Instant now) {
        this.activityId = activityId;
        this.entity = link.entity();
        this.entityId = link.id();
        this.occurredAt = occurredAt;
        this.rule = link.rule();
        this.confidence = BigDecimal.valueOf(link.confidence()).setScale(2, RoundingMode.HALF_UP);
        this.explanation = link.explanation();
        this.evidence = evidence;
        this.policyVersion = policyVersion;
        this.correctedBy = correctedBy;
        this.associatedAt = now;
    }

    public UUID activityId() {
        return activityId;
    }

    /** account, contact or deal. */
    public String entity() {
        return entity;
    }

    public UUID entityId() {
        return entityId;
    }

    public String rule() {
        return rule;
    }

    /** From 0 to 1. */
    public BigDecimal confidence() {
        return confidence;
    }

    public String explanation() {
        return explanation;
    }

    /** A JSON object: what the rule saw, losers included. */
    public String evidence() {
        return evidence;
    }

    public String policyVersion() {
        return policyVersion;
    }

    /** The person who made the link, or null. */
    public String correctedBy() {
        return correctedBy;
    }

    AssociationId key() {
        return new AssociationId(activityId, entity, entityId);
    }

    /** Whether it says the same, apart from when it was said. */
    boolean says(AssociationRow other) {
        return key().equals(other.key())
                && occurredAt.equals(other.occurredAt)
                && rule.equals(other.rule)
                && confidence.compareTo(other.confidence) == 0
                && explanation.equals(other.explanation);
    }
}
