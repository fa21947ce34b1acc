package io.syncline.connector;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/** What became of a connector's last reads. Times are null until the first of their kind. */
@Entity
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

    /** Since when there have been unread items, or null when there are none. */
    public Instant laggingSince() {
        return laggingSince;
    }
}
