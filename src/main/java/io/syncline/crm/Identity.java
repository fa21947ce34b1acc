package io.syncline.crm;

import io.syncline.event.Address;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.util.UUID;

/** An address and whose it is: a contact's or a user's. */
@Entity
@IdClass(IdentityId.class)
class Identity {
    @Id
    private String kind;

    @Id
    private String value;

    /** Who of contact and user it is: the database's to say. */
    @Id
    @Column(insertable = false, updatable = false)
    private UUID holder;

    private UUID contactId;
    private UUID userId;
    private int position;

    protected Identity() {}

    Address address() {
        return new Address(Address.Type.of(kind), value);
    }

    UUID contactId() {
        return contactId;
    }

    UUID userId() {
        return userId;
    }

    int position() {
        return position;
    }
}
