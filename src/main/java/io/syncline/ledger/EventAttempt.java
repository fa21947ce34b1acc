package io.syncline.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import java.util.UUID;

/** One attempt at an event that did not go through at once. */
@Entity
@IdClass(EventAttemptId.class)
public class EventAttempt {
    @Id
    private UUID eventId;

    @Id
    private int attempt;

    private Instant at;
    private String result;
    private String errorType;
    private String error;

    protected EventAttempt() {}

    EventAttempt(UUID eventId, int attempt, Instant at, String result, String errorType, String error) {
        this.eventId = eventId;
        this.attempt = attempt;
        this.at = at;
        this.result = result;
        this.errorType = errorType;
        this.error = error;
    }

    public int attempt() {
        return attempt;
    }

    public Instant at() {
        return at;
    }

    /** The outcome of this attempt, as a word. */
    public String result() {
        return result;
    }

    public String errorType() {
        return errorType;
    }

    public String error() {
        return error;
    }
}
