package io.syncline.ledger;

import io.syncline.event.Kind;
import io.syncline.event.Outcome;
import io.syncline.event.Status;
import java.time.Instant;
import java.util.UUID;

/**
 * An event without its payload.
 *
 * @param activityId the activity it belongs to, or null when it could not be read or a rule keeps it off the timeline
 * @param reason why, where the outcome alone does not say it
 * @param nextAttemptAt when it is tried again; null unless it is retrying
 * @param cause equal for equal causes of failure, or null
 * @param conflicts deliveries under the same key with another content
 */
public record EventView(
        UUID id,
        String eventKey,
        String connector,
        Kind kind,
        String externalId,
        UUID activityId,
        Status status,
        Outcome outcome,
        String reason,
        Instant occurredAt,
        Instant receivedAt,
        Instant appliedAt,
        int attempts,
        Instant nextAttemptAt,
        String cause,
        String error,
        int conflicts) {
    /** What the query for lists gives: the columns as they are. */
    EventView(
            UUID id,
            String eventKey,
            String connector,
            String kind,
            String externalId,
            UUID activityId,
            String status,
            String outcome,
            String reason,
            Instant occurredAt,
            Instant receivedAt,
            Instant appliedAt,
            int attempts,
            Instant nextAttemptAt,
            String cause,
            String error,
            int conflicts) {
        this(
                id,
                eventKey,
                connector,
                Kind.of(kind),
                externalId,
                outcome.equals("excluded") ? null : activityId,
                Status.of(status),
                Outcome.of(outcome),
                reason,
                occurredAt,
                receivedAt,
                appliedAt,
                attempts,
                nextAttemptAt,
                cause,
                error,
                conflicts);
    }
}
