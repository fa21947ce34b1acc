package io.syncline.reconciliation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** That a run saw, repaired or closed a finding. */
@Entity
@Table(name = "reconciliation_report")
@IdClass(ReportRow.Key.class)
@SuppressWarnings("UnusedVariable") // columns that only Hibernate reads
class ReportRow {
    record Key(UUID runId, UUID findingId) {}

    @Id
    private UUID runId;

    @Id
    private UUID findingId;

    private String state;
}
