package io.syncline.connector;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What became of a connector's last reads. Times are null until the first of their kind. */
@Entity
@SuppressWarnings("UnusedVariable") // columns that only Hibernate reads
public class ConnectorStatus {
    @Id
    private String connector;

    private Instant lastAttemptAt;
    private Instant lastSuccessAt;
    private Instant lastFailureAt;
    private int consecutiveFailures;
    private long failures;
    private String lastError;
    private long sourceLag;
    private Instant laggingSince;
    private Instant lookedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    private String unread;

    private String checkpointThen;
    private Instant stillSince;
    private Instant pausedSince;
    private String pausedBy;
    private String pauseReason;

    protected ConnectorStatus() {}

    public String connector() {
        return connector;
    }

    public Instant lastAttemptAt() {
        return lastAttemptAt;
    }

    public Instant lastSuccessAt() {
        return lastSuccessAt;
    }

    public Instant lastFailureAt() {
        return lastFailureAt;
    }

    public int consecutiveFailures() {
        return consecutiveFailures;
    }

    public long failures() {
        return failures;
    }

    public String lastError() {
        return lastError;
    }

    /** Items that the source had and Syncline had not read at the last verified look. */
    public long sourceLag() {
        return sourceLag;
    }

    /** When the source itself was last asked what it holds. */
    public Instant lookedAt() {
        return lookedAt;
    }

    /** By folder or calendar, the items beyond the checkpoint at that look, as a JSON object; or null. */
    public String unread() {
        return unread;
    }

    /** Since when the source has held more while the checkpoint has not moved; null when it moves, or holds no more. */
    public Instant stillSince() {
        return stillSince;
    }

    /** A person's word that the source is not to be polled for now. */
    public Optional<ConnectorPause> pause() {
        return pausedSince == null
                ? Optional.empty()
                : Optional.of(new ConnectorPause(pausedSince, pausedBy, pauseReason));
    }

    /** Since when there have been unread items, or null when there are none. */
    public Instant laggingSince() {
        return laggingSince;
    }
}
