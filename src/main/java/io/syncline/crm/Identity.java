package io.syncline.crm;

import io.syncline.event.Address;
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
