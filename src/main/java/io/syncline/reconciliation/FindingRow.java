package io.syncline.reconciliation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A finding as it is stored. */
@Entity
@Table(name = "finding")
class FindingRow {
    @Id
    UUID id;

    String checkName;
    String connector;
    String kind;
    String subject;
    Instant at;
    String summary;

    @JdbcTypeCode(SqlTypes.JSON)
    String details;

    String owner;
    String state;
    String reason;
    String decidedBy;
    Instant firstSeen;
    Instant lastSeen;
    Instant changedAt;

    FindingState state() {
        return FindingState.of(state);
    }
}
