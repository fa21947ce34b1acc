package io.syncline.rebuild;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A rebuild as it is stored. */
@Entity
@Table(name = "rebuild")
@SuppressWarnings("UnusedVariable") // columns that only Hibernate reads
class RebuildRow {
    @Id
    UUID id;

    String connector;
    Instant fromAt;
    Instant toAt;
    String state;
    String phase;
    Long total;
    long done;
    long kept;
    long unreadable;

    @JdbcTypeCode(SqlTypes.JSON)
    String changes;

    String problem;
    int failures;
    Instant notBefore;
    Instant copiedAt;
    long audited;
    long fence;
    Instant leasedUntil;
    long workedMs;
    boolean cleared;
    String startedBy;
    String appliedBy;
    Instant createdAt;
    Instant finishedAt;

    protected RebuildRow() {}

    RebuildRow(UUID id, RebuildOrder order, String startedBy, Instant now) {
        this.id = id;
        this.connector = order.connector();
        this.fromAt = order.from();
        this.toAt = order.to();
        this.state = RebuildState.RUNNING.word();
        this.phase = "copying";
        this.changes = "{}";
        this.startedBy = startedBy;
        this.createdAt = now;
    }

    RebuildState state() {
        return RebuildState.of(state);
    }

    /** Events a second, or null when nothing was measured yet. */
    Double rate() {
        return workedMs == 0 || done == 0 ? null : done * 1000.0 / workedMs;
    }

    Duration left() {
        Double rate = rate();
        boolean open = state() == RebuildState.RUNNING || state() == RebuildState.APPLYING;
        return rate == null || total == null || !open
                ? null
                : Duration.ofMillis(Math.round(Math.max(0, total - done) / rate * 1000));
    }
}
