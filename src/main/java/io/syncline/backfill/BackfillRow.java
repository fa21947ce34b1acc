package io.syncline.backfill;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A backfill as it is stored. */
@Entity
@Table(name = "backfill")
@SuppressWarnings("UnusedVariable") // columns that only Hibernate reads
class BackfillRow {
    @Id
    UUID id;

    String connector;
    LocalDate fromDay;
    LocalDate toDay;
    boolean uploaded;
    boolean dryRun;
    String state;
    Long total;
    long done;

    @JdbcTypeCode(SqlTypes.JSON)
    String counts;

    String position;
    String problem;
    int failures;
    Instant notBefore;
    long fence;
    Instant leasedUntil;
    long workedMs;
    String startedBy;
    Instant createdAt;
    Instant finishedAt;

    protected BackfillRow() {}

    BackfillRow(UUID id, BackfillOrder order, Long total, String startedBy, Instant now) {
        this.id = id;
        this.connector = order.connector();
        this.fromDay = order.from();
        this.toDay = order.to();
        this.uploaded = total != null;
        this.dryRun = order.dryRun();
        this.state = BackfillState.RUNNING.word();
        this.total = total;
        this.counts = "{}";
        this.startedBy = startedBy;
        this.createdAt = now;
    }

    BackfillState state() {
        return BackfillState.of(state);
    }

    /** Items a second, or null when nothing was measured yet. */
    Double rate() {
        return workedMs == 0 || done == 0 ? null : done * 1000.0 / workedMs;
    }

    Duration left() {
        Double rate = rate();
        boolean open = state() == BackfillState.RUNNING || state() == BackfillState.PAUSED;
        return rate == null || total == null || !open
                ? null
                : Duration.ofMillis(Math.round(Math.max(0, total - done) / rate * 1000));
    }
}
