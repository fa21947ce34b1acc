package io.syncline.crm;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A company that the organization deals with. */
@Entity
class Account {
    @Id
    private UUID id;

    private String name;
    private UUID ownerId;
    private int version;
    private Instant createdAt;
    private Instant updatedAt;

    protected Account() {}

    Account(UUID id, Instant now) {
        this.id = id;
        this.createdAt = now;
        this.updatedAt = now;
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    UUID ownerId() {
        return ownerId;
    }

    int version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    void become(String newName, UUID newOwner) {
        name = newName;
        ownerId = newOwner;
    }

    void changed(Instant now) {
        version++;
        updatedAt = now;
    }
}
