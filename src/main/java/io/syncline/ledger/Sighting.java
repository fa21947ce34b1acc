package io.syncline.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** One delivery of a source item: where it was seen. */
@Entity
@SuppressWarnings("UnusedVariable") // columns that only Hibernate reads
public class Sighting {
    @Id
    private UUID id;

    private UUID eventId;
    private String connector;
    private String location;
    private String externalId;
    private boolean first;
    private int deliveries;
    private String contentHash;
    private byte[] conflictingPayload;
    private String conflictingContentType;
    private Instant receivedAt;

    protected Sighting() {}

    public UUID id() {
        return id;
    }

    public UUID eventId() {
        return eventId;
    }

    public String connector() {
        return connector;
    }

    public String location() {
        return location;
    }

    public String externalId() {
        return externalId;
    }

    String contentHash() {
        return contentHash;
    }

    /** Whether it brought the event into the ledger; the others are duplicates. */
    public boolean first() {
        return first;
    }

    /** How often the source delivered from this very location. */
    public int deliveries() {
        return deliveries;
    }

    /** The raw item, where its content differed from what the ledger has under the key; else null. */
    public byte[] conflictingPayload() {
        return conflictingPayload;
    }

    public Instant receivedAt() {
        return receivedAt;
    }
}
