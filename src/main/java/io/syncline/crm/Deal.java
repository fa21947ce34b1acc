package io.syncline.crm;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** A sale that is hoped for, won or lost. */
@Entity
class Deal {
    @Id
    private UUID id;

    private UUID accountId;
    private UUID ownerId;
    private String name;
    private String stage = "open";
    private BigDecimal amount;
    private String currency;
    private Instant openedAt;
    private Instant closedAt;
    private int version;
    private Instant createdAt;
    private Instant updatedAt;

    protected Deal() {}

    Deal(UUID id, Instant now) {
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

    Stage stage() {
        return Stage.of(stage).orElseThrow();
    }

    BigDecimal amount() {
        return amount;
    }

    String currency() {
        return currency;
    }

    Instant openedAt() {
        return openedAt;
    }

    Instant closedAt() {
        return closedAt;
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

    void become(String newName, UUID newAccount, UUID newOwner) {
        name = newName;
        accountId = newAccount;
        ownerId = newOwner;
    }

    void worth(BigDecimal newAmount, String newCurrency) {
        amount = newAmount;
        currency = newCurrency;
    }

    void stand(Stage newStage, Instant opened, Instant closed) {
        openedAt = opened;
        stage = newStage.word();
        closedAt = closed;
    }

    void changed(Instant now) {
        version++;
        updatedAt = now;
    }
}
