package io.syncline.ownership;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import java.util.UUID;

/** Where a field's value came from. */
@Entity
@IdClass(FieldProvenanceId.class)
@SuppressWarnings("UnusedVariable") // columns that only Hibernate reads
public class FieldProvenance {
    @Id
    private String entity;

    @Id
    private UUID entityId;

    @Id
    private String field;

    private String value;
    private String source;
    private int authority;
    private Instant sourceTime;
    private String eventKey;
    private String connector;
    private String rule;
    private String policyVersion;
    private Instant decidedAt;

    protected FieldProvenance() {}

    FieldProvenance(FieldClaim claim, FieldClaim.Rule rule, String policyVersion, Instant now) {
        entity = claim.entity();
        entityId = claim.id();
        field = claim.field();
        value = claim.value();
        source = claim.source();
        authority = claim.authority();
        sourceTime = claim.at();
        eventKey = claim.eventKey();
        connector = claim.connector();
        this.rule = rule.word();
        this.policyVersion = policyVersion;
        decidedAt = now;
    }

    FieldClaim claim() {
        return new FieldClaim(entity, entityId, field, value, source, authority, sourceTime, eventKey, connector);
    }
}
