package io.syncline.ledger;

import io.syncline.event.Outcome;
import io.syncline.event.Status;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A source item in the ledger. Written by SQL of {@link Ledger} only; mapped to be read and checked at start. */
@Entity
@SuppressWarnings("UnusedVariable") // columns that only Hibernate reads
@Table(name = "sync_event")
public class LedgerEvent {
    @Id
    private UUID id;

    private String eventKey;
    private String dedupKey;
    private String connector;
    private String kind;
    private String externalId;
    private UUID activityId;
    private String status;
    private String outcome;
    private String reason;
    private String contentType;
    private byte[] payload;
    private Instant payloadRemoved;
    private String payloadRemoval;
    private String contentHash;

    @JdbcTypeCode(SqlTypes.JSON)
    private String context;

    private Instant occurredAt;
    private Instant receivedAt;
    private Instant appliedAt;
    private int attempts;
    private Instant nextAttemptAt;
    private Instant claimedUntil;
    private Instant triedSince;
    private String errorFingerprint;

    @Column(name = "error")
    private String error;

    private int conflicts;

    protected LedgerEvent() {}

    public UUID id() {
        return id;
    }

    public String eventKey() {
        return eventKey;
    }

    String dedupKey() {
        return dedupKey;
    }

    public String connector() {
        return connector;
    }

    public String kind() {
        return kind;
    }

    /** The source's own id of the item; for an item that cannot be read, its hash. */
    public String externalId() {
        return externalId;
    }

    /** The activity that it is of, whether or not it was filed; null when it could not be read. */
    public UUID activityId() {
        return activityId;
    }

    public Status status() {
        return Status.of(status);
    }

    public Outcome outcome() {
        return Outcome.of(outcome);
    }

    /** Why, where the outcome alone does not say it, or null. */
    public String reason() {
        return reason;
    }

    public String contentType() {
        return contentType;
    }

    /** The raw item, or null where a rule says that it is not kept. */
    public byte[] payload() {
        return payload;
    }

    /** When the raw item was taken out, which was kept before; else null. */
    Instant payloadRemoved() {
        return payloadRemoved;
    }

    /** By what it was taken out: erasure, never-log or retention; else null. */
    String payloadRemoval() {
        return payloadRemoval;
    }

    String contentHash() {
        return contentHash;
    }

    /** A JSON object: what the source said beside the payload. */
    public String context() {
        return context;
    }

    /** When it happened by the source, or null when that could not be read. */
    public Instant occurredAt() {
        return occurredAt;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    public Instant appliedAt() {
        return appliedAt;
    }

    public int attempts() {
        return attempts;
    }

    /** When it is tried again, or null unless it is retrying. */
    public Instant nextAttemptAt() {
        return nextAttemptAt;
    }

    /** Until when a replica has it for another attempt; null or past when none has. */
    Instant claimedUntil() {
        return claimedUntil;
    }

    /** Equal for equal causes of failure, or null. */
    public String errorFingerprint() {
        return errorFingerprint;
    }

    public String error() {
        return error;
    }

    /** How many deliveries came under this key with another content. */
    public int conflicts() {
        return conflicts;
    }
}
