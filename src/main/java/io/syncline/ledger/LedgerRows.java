package io.syncline.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.event.Delivery;
import io.syncline.event.Hashes;
import io.syncline.event.Kind;
import io.syncline.event.SourceEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;

/** The statements on the ledger's rows. */
@ApplicationScoped
class LedgerRows {
    private static final String INSERT =
            """
            insert into LedgerEvent (id, eventKey, dedupKey, connector, kind, externalId, activityId, status, outcome,
                reason, contentType, payload, contentHash, context, occurredAt, receivedAt, appliedAt, attempts,
                nextAttemptAt, errorFingerprint, error, conflicts)
            values (:id, :eventKey, :dedupKey, :connector, :kind, :externalId, :activityId, :status, :outcome,
                :reason, :contentType, :payload, :contentHash, :context, :occurredAt, :receivedAt, :appliedAt, 1,
                :nextAttemptAt, :errorFingerprint, :error, 0)
            on conflict (eventKey) do nothing""";

    private static final String APPLY =
            """
            update LedgerEvent set eventKey = :eventKey, dedupKey = :dedupKey, kind = :kind, externalId = :externalId,
                activityId = :activityId, status = 'applied', outcome = :outcome, reason = :reason, payload = :payload,
                contentHash = :contentHash, occurredAt = :occurredAt, appliedAt = :now, attempts = attempts + 1,
                nextAttemptAt = null, claimedUntil = null, triedSince = null, errorFingerprint = null, error = null
            where id = :id""";

    private final StatelessSession session;
    private final ObjectMapper json;

    @Inject
    LedgerRows(StatelessSession session, ObjectMapper json) {
        this.session = session;
        this.json = json;
    }

    /** Inserts an applied event; false when its key is taken. */
    boolean insert(NewRow row) {
        var query = insertion(row.id(), row.key(), row.event().delivery())
                .setParameter("status", "applied")
                .setParameter("outcome", row.outcome())
                .setParameter("reason", row.reason())
                .setParameter("appliedAt", row.now())
                .setParameter("nextAttemptAt", null)
                .setParameter("errorFingerprint", null)
                .setParameter("error", null);
        return understood(query, row).executeUpdate() == 1;
    }

    /** Inserts a parked event; {@code row} is null when the item could not be read. False when its key is taken. */
    boolean insertParked(UUID id, String key, Delivery delivery, Kind kind, Parking parking, NewRow row) {
        var query = insertion(id, key, delivery)
                .setParameter("status", parking.outcome().status().word())
                .setParameter("outcome", parking.outcome().word())
                .setParameter("reason", parking.reason())
                .setParameter("appliedAt", null)
                .setParameter("nextAttemptAt", parking.nextAttemptAt())
                .setParameter("errorFingerprint", parking.failure().fingerprint())
                .setParameter("error", parking.failure().message());
        return (row == null ? unreadable(query, delivery, kind) : understood(query, row)).executeUpdate() == 1;
    }

    /** Inserts an item that could not be read and is kept out by a rule: nothing of it. False when its key is taken. */
    boolean insertExcluded(UUID id, String key, Delivery delivery, Kind kind, String reason, Instant now) {
        var query = insertion(id, key, delivery)
                .setParameter("context", "{}")
                .setParameter("status", "applied")
                .setParameter("outcome", "excluded")
                .setParameter("reason", reason)
                .setParameter("appliedAt", now)
                .setParameter("nextAttemptAt", null)
                .setParameter("errorFingerprint", null)
                .setParameter("error", null);
        return unreadable(query, delivery, kind).setParameter("payload", null).executeUpdate() == 1;
    }

    /** Keeps that another attempt failed, and gives up the claim under which it was made. */
    void failed(UUID id, Parking parking) {
        session.createMutationQuery(
                        """
                        update LedgerEvent set status = :status, outcome = :outcome, reason = :reason, error = :error,
                            errorFingerprint = :fingerprint, attempts = :attempts, nextAttemptAt = :next,
                            claimedUntil = null, triedSince = null
                        where id = :id""")
                .setParameter("id", id)
                .setParameter("status", parking.outcome().status().word())
                .setParameter("outcome", parking.outcome().word())
                .setParameter("reason", parking.reason())
                .setParameter("error", parking.failure().message())
                .setParameter("fingerprint", parking.failure().fingerprint())
                .setParameter("attempts", parking.attempts())
                .setParameter("next", parking.nextAttemptAt())
                .executeUpdate();
    }

    /** Takes a parked event out of the queue as applied. */
    void apply(NewRow row) {
        SourceEvent event = row.event();
        session.createMutationQuery(APPLY)
                .setParameter("id", row.id())
                .setParameter("eventKey", row.key())
                .setParameter("dedupKey", row.dedupKey())
                .setParameter("kind", event.kind().word())
                .setParameter("externalId", event.externalId())
                .setParameter("activityId", row.activityId())
                .setParameter("outcome", row.outcome())
                .setParameter("reason", row.reason())
                .setParameter("payload", row.payload())
                .setParameter("contentHash", event.contentHash())
                .setParameter("occurredAt", event.facts().occurredAt())
                .setParameter("now", row.now())
                .executeUpdate();
        if (!NewRow.keepsPayload(event)) {
            strip(row.id());
        }
    }

    /** Takes out the raw item, and what is like it: it belongs to another row, or is not to be kept. */
    void strip(UUID id) {
        session.createNativeMutationQuery(
                        "update sync_event set payload = null, context = cast('{}' as jsonb), error = null where id = :id")
                .setParameter("id", id)
                .executeUpdate();
        session.createNativeMutationQuery("update sighting set conflicting_payload = null where event_id = :id")
                .setParameter("id", id)
                .executeUpdate();
        session.createNativeMutationQuery("update event_attempt set error = null where event_id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    void discard(UUID id, String reason) {
        session.createMutationQuery(
                        """
                        update LedgerEvent set status = 'discarded', outcome = 'discarded', reason = :reason,
                            nextAttemptAt = null, claimedUntil = null, triedSince = null
                        where id = :id""")
                .setParameter("id", id)
                .setParameter("reason", reason)
                .executeUpdate();
    }

    LedgerEvent byKey(String key) {
        return findByKey(key)
                .orElseThrow(() -> new IllegalStateException("no event under the key that was just taken"));
    }

    Optional<LedgerEvent> findByKey(String key) {
        return session.createSelectionQuery("from LedgerEvent where eventKey = :key", LedgerEvent.class)
                .setParameter("key", key)
                .uniqueResultOptional();
    }

    /**
     * @throws IllegalArgumentException if there is no such event
     */
    LedgerEvent lock(UUID id) {
        return session.createSelectionQuery("from LedgerEvent where id = :id", LedgerEvent.class)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .uniqueResultOptional()
                .orElseThrow(() -> new IllegalArgumentException("no event has the id " + id));
    }

    private MutationQuery insertion(UUID id, String key, Delivery delivery) {
        return session.createMutationQuery(INSERT)
                .setParameter("id", id)
                .setParameter("eventKey", key)
                .setParameter("connector", delivery.connector())
                .setParameter("contentType", delivery.contentType())
                .setParameter("context", write(delivery.context()))
                .setParameter("receivedAt", delivery.receivedAt());
    }

    /** What a rule keeps out of the ledger is not in the context either, which may be a copy of it. */
    private static MutationQuery understood(MutationQuery query, NewRow row) {
        if (!NewRow.keepsPayload(row.event())) {
            query.setParameter("context", "{}");
        }
        return query.setParameter("dedupKey", row.dedupKey())
                .setParameter("kind", row.event().kind().word())
                .setParameter("externalId", row.event().externalId())
                .setParameter("activityId", row.activityId())
                .setParameter("payload", row.payload())
                .setParameter("contentHash", row.event().contentHash())
                .setParameter("occurredAt", row.event().facts().occurredAt());
    }

    private static MutationQuery unreadable(MutationQuery query, Delivery delivery, Kind kind) {
        String payloadHash = Hashes.sha256(delivery.payload());
        return query.setParameter("dedupKey", null)
                .setParameter("kind", kind.word())
                .setParameter("externalId", payloadHash)
                .setParameter("activityId", null)
                .setParameter("payload", delivery.payload())
                .setParameter("contentHash", payloadHash)
                .setParameter("occurredAt", null);
    }

    private String write(Object context) {
        try {
            return json.writeValueAsString(context);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
