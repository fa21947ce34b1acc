package io.syncline.crm;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A person of the organization. */
@Entity
class CrmUser {
    @Id
    private UUID id;

    private String name;
    private boolean active = true;
    private int version;
    private Instant createdAt;
    private Instant updatedAt;

    protected CrmUser() {}

    CrmUser(UUID id, Instant now) {
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

    boolean active() {
        return active;
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

    void become(String newName, boolean isActive) {
        name = newName;
        active = isActive;
    }

    void changed(Instant now) {
        version++;
        updatedAt = now;
    }
}
