package io.syncline.ownership;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A policy that was in force from some time on. */
@Entity
@Table(name = "ownership_policy")
class PolicyRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String version;
    private String hash;
    private String label;
    private String text;
    private Instant since;
    private String settledEntity;
    private UUID settledId;
    private Instant settledAt;

    protected PolicyRow() {}

    PolicyRow(OwnershipPolicy policy, Instant now) {
        version = policy.version();
        hash = policy.hash();
        label = policy.label();
        text = policy.text();
        since = now;
    }

    Long id() {
        return id;
    }

    String version() {
        return version;
    }

    String hash() {
        return hash;
    }

    String label() {
        return label;
    }

    String text() {
        return text;
    }

    Instant since() {
        return since;
    }

    /** The last record whose fields were decided by it. */
    RecordId through() {
        return settledEntity == null ? RecordId.NONE : new RecordId(settledEntity, settledId);
    }

    /** When all fields had been decided by it; null before. */
    Instant settledAt() {
        return settledAt;
    }

    void settled(RecordId through) {
        settledEntity = through.entity();
        settledId = through.id();
    }

    void settled(Instant now) {
        settledAt = now;
    }

    /** Another replica may have decided by the policy before meanwhile: all once more. */
    void startOver() {
        settledEntity = null;
        settledId = null;
        settledAt = null;
    }
}
