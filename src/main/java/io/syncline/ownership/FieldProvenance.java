package io.syncline.ownership;

import io.syncline.ownership.Decision.Standing;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Where a field's value comes from, and who holds it against automation. */
@Entity
@IdClass(FieldProvenanceId.class)
class FieldProvenance {
    /** The rule of a value that a person holds. */
    static final String LOCKED = "person";

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
    private String lockedBy;
    private Instant lockedAt;

    protected FieldProvenance() {}

    private FieldProvenance(FieldId of, Standing standing, String rule, String policyVersion, Instant now) {
        entity = of.entity();
        entityId = of.id();
        field = of.field();
        value = standing.value().isEmpty() ? null : standing.value();
        source = standing.role().word();
        authority = standing.authority();
        sourceTime = standing.moment().at();
        eventKey = standing.moment().eventKey();
        connector = standing.moment().connector();
        this.rule = rule;
        this.policyVersion = policyVersion;
        decidedAt = now;
    }

    static FieldProvenance decided(
            FieldId of, Standing standing, ConflictRule rule, String policyVersion, Instant now) {
        return new FieldProvenance(of, standing, rule.word(), policyVersion, now);
    }

    /**
     * @param by user:&lt;name&gt;
     */
    static FieldProvenance locked(FieldId of, Standing standing, String policyVersion, String by, Instant now) {
        var row = new FieldProvenance(of, standing, LOCKED, policyVersion, now);
        row.lockedBy = by;
        row.lockedAt = now;
        return row;
    }

    /** The same for another record. */
    FieldProvenance of(UUID other) {
        var row = new FieldProvenance(
                new FieldId(entity, other, field),
                new Standing(
                        value == null ? "" : value,
                        Role.of(source).orElseThrow(),
                        new Moment(sourceTime, eventKey, connector),
                        authority),
                rule,
                policyVersion,
                decidedAt);
        row.lockedBy = lockedBy;
        row.lockedAt = lockedAt;
        return row;
    }

    /** Whether both say the same, whenever it was decided. */
    boolean saysAs(FieldProvenance other) {
        return Objects.equals(value, other.value)
                && source.equals(other.source)
                && authority == other.authority
                && sourceTime.equals(other.sourceTime)
                && eventKey.equals(other.eventKey)
                && rule.equals(other.rule)
                && policyVersion.equals(other.policyVersion)
                && Objects.equals(lockedBy, other.lockedBy);
    }

    boolean locked() {
        return lockedBy != null;
    }

    String field() {
        return field;
    }

    String value() {
        return value;
    }

    String source() {
        return source;
    }

    int authority() {
        return authority;
    }

    Instant sourceTime() {
        return sourceTime;
    }

    String eventKey() {
        return eventKey;
    }

    String connector() {
        return connector;
    }

    String rule() {
        return rule;
    }

    String policyVersion() {
        return policyVersion;
    }

    Instant decidedAt() {
        return decidedAt;
    }

    String lockedBy() {
        return lockedBy;
    }

    Instant lockedAt() {
        return lockedAt;
    }
}
