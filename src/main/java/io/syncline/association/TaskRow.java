package io.syncline.association;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** An activity that waits to be associated again. */
@Entity
@Table(name = "association_task")
@SuppressWarnings("UnusedVariable") // columns that only Hibernate reads
class TaskRow {
    @Id
    private UUID activityId;

    private String reason;
    private Instant enqueuedAt;

    protected TaskRow() {}
}
