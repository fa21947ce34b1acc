package io.syncline.reconciliation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A run as it is stored. */
@Entity
@Table(name = "reconciliation_run")
@SuppressWarnings("UnusedVariable") // columns that only Hibernate reads
class RunRow {
    @Id
    UUID id;

    String checkName;
    String connector;
    LocalDate fromDay;
    LocalDate toDay;
    boolean repair;
    boolean uploaded;
    String state;
    String step;
    long lookedAt;
    String problem;
    int failures;
    Instant notBefore;
    long fence;
    Instant leasedUntil;
    String startedBy;
    Instant createdAt;
    Instant finishedAt;

    protected RunRow() {}

    RunRow(UUID id, ReconciliationOrder order, boolean uploaded, String startedBy, Instant now) {
        this.id = id;
        this.checkName = order.check();
        this.connector = order.connector();
        this.fromDay = order.from();
        this.toDay = order.to();
        this.repair = order.repair();
        this.uploaded = uploaded;
        this.state = RunState.RUNNING.word();
        this.startedBy = startedBy;
        this.createdAt = now;
    }

    RunState state() {
        return RunState.of(state);
    }

    ReconciliationOrder order() {
        return new ReconciliationOrder(checkName, connector, fromDay, toDay, repair);
    }
}
