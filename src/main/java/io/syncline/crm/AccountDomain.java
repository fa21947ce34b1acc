package io.syncline.crm;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** An account's e-mail domain. */
@Entity
class AccountDomain {
    @Id
    private String domain;

    private UUID accountId;

    protected AccountDomain() {}

    String domain() {
        return domain;
    }

    UUID accountId() {
        return accountId;
    }
}
