package io.syncline.crm;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A person outside the organization. */
@Entity
class Contact {
    @Id
    private UUID id;

    private UUID accountId;
    private UUID ownerId;
    private String name;
    private String title;
    private UUID mergedInto;
    private Instant erasedAt;
    private int version;
    private Instant createdAt;
    private Instant updatedAt;

    protected Contact() {}

    Contact(UUID id, Instant now) {
        this.id = id;
        this.createdAt = now;
        this.updatedAt = now;
    }

    UUID id() {
        return id;
    }

    UUID accountId() {
        return accountId;
    }

    UUID ownerId() {
        return ownerId;
    }

    String name() {
        return name;
    }

    String title() {
        return title;
    }

    UUID mergedInto() {
        return mergedInto;
    }

    boolean erased() {
        return erasedAt != null;
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

    void become(String newName, String newTitle, UUID newAccount, UUID newOwner) {
        name = newName;
        title = newTitle;
        accountId = newAccount;
        ownerId = newOwner;
    }

    void mergeInto(UUID other) {
        mergedInto = other;
    }

    /** Undoes a merge. */
    void standAlone(String newName) {
        mergedInto = null;
        name = newName;
    }

    /** Keeps the row, so that what counts it stays right, and nothing that says who it was. */
    void erase(Instant now) {
        name = null;
        title = null;
        erasedAt = now;
    }

    void changed(Instant now) {
        version++;
        updatedAt = now;
    }
}
