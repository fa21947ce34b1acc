package io.syncline.crm;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.util.UUID;

/** A contact's part in a deal. */
@Entity
@IdClass(DealContactId.class)
class DealContact {
    @Id
    private UUID dealId;

    @Id
    private UUID contactId;

    private String role;

    protected DealContact() {}

    DealContact(UUID dealId, UUID contactId, String role) {
        this.dealId = dealId;
        this.contactId = contactId;
        this.role = role;
    }

    UUID dealId() {
        return dealId;
    }

    UUID contactId() {
        return contactId;
    }

    String role() {
        return role;
    }
}
