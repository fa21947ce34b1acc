package io.syncline.ledger;

import io.syncline.event.Kind;
import io.syncline.event.Outcome;
import io.syncline.event.Status;
import jakarta.persistence.Tuple;
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
    /** To be gone on with conditions on the event, {@code e}. */
    static final String SELECT =
            """
            select e.id, e.event_key, e.connector, e.kind, e.external_id, e.activity_id, e.status, e.outcome, e.reason,
                e.occurred_at, e.received_at, e.applied_at, e.attempts, e.next_attempt_at, e.error_fingerprint, e.error,
                e.conflicts
            from sync_event e where true""";

    /** A row of {@link #SELECT}. */
    static EventView of(Tuple row) {
        Outcome outcome = Outcome.of(row.get("outcome", String.class));
        return new EventView(
                row.get("id", UUID.class),
                row.get("event_key", String.class),
                row.get("connector", String.class),
                Kind.of(row.get("kind", String.class)),
                row.get("external_id", String.class),
                outcome == Outcome.EXCLUDED ? null : row.get("activity_id", UUID.class),
                Status.of(row.get("status", String.class)),
                outcome,
                row.get("reason", String.class),
                row.get("occurred_at", Instant.class),
                row.get("received_at", Instant.class),
                row.get("applied_at", Instant.class),
                row.get("attempts", Integer.class),
                row.get("next_attempt_at", Instant.class),
                row.get("error_fingerprint", String.class),
                row.get("error", String.class),
                row.get("conflicts", Integer.class));
    }
}
