package io.syncline.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.event.Delivery;
import io.syncline.event.EventKey;
import io.syncline.event.Ids;
import io.syncline.event.IntakeResult;
import io.syncline.event.Kind;
import io.syncline.event.Outcome;
import io.syncline.event.SourceEvent;
import io.syncline.event.Status;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.hibernate.StatelessSession;

/** Parks what failed: transiently, with the time of its next attempt; permanently, as a dead letter. */
@ApplicationScoped
public class RetryQueue {
    private final StatelessSession session;
    private final LedgerRows rows;
    private final Keys keys;
    private final Sightings sightings;
    private final EventAddresses addresses;
    private final RetryPolicy policy;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    RetryQueue(
            StatelessSession session,
            LedgerRows rows,
            Keys keys,
            Sightings sightings,
            EventAddresses addresses,
            RetryPolicy policy,
            ObjectMapper json,
            Clock clock) {
        this.session = session;
        this.rows = rows;
        this.keys = keys;
        this.sightings = sightings;
        this.addresses = addresses;
        this.policy = policy;
        this.json = json;
        this.clock = clock;
    }

    /** A parked event that is due, and the delivery to run through the path again. */
    public record Due(UUID eventId, Delivery delivery) {}

    /**
     * Keeps a delivery whose first attempt failed. When another delivery of the same item has been kept meanwhile, this
     * one becomes a sighting of it.
     *
     * @param event null when the delivery could not be read
     */
    @Transactional(TxType.REQUIRES_NEW)
    public IntakeResult park(Delivery delivery, Kind kind, SourceEvent event, Throwable error) {
        Failure failure = Failure.of(error);
        Parking parking = new Parking(delivery, kind, failure, nextAttempt(failure, 1));
        UUID id = Ids.next();
        NewRow row = event == null ? null : NewRow.of(id, event, keys.resolve(event), clock.instant());
        String key = row == null ? EventKey.unreadable(delivery).value() : row.key();
        boolean excluded = event != null && event.exclusion().isPresent();
        if (!(excluded ? rows.insert(row) : rows.insertParked(id, key, parking, row))) {
            return parkedBefore(rows.byKey(key), delivery, event);
        }
        String externalId = event == null ? parking.payloadHash() : event.externalId();
        String contentHash = event == null ? parking.payloadHash() : event.contentHash();
        sightings.first(id, delivery, externalId, contentHash);
        if (event != null) {
            addresses.parked(id, event);
        }
        if (excluded) {
            return new IntakeResult(key, Outcome.EXCLUDED, row.reason());
        }
        attempted(id, 1, parking);
        return new IntakeResult(key, parking.outcome(), failure.message());
    }

    /**
     * Keeps that another attempt at a parked event failed.
     *
     * @param event null when the delivery could not be read
     */
    @Transactional(TxType.REQUIRES_NEW)
    public IntakeResult parkAgain(UUID eventId, Delivery delivery, SourceEvent event, Throwable error) {
        LedgerEvent row = rows.lock(eventId);
        if (row.status() != Status.RETRYING && row.status() != Status.DEAD) {
            return new IntakeResult(row.eventKey(), row.outcome(), row.reason());
        }
        Failure failure = Failure.of(error);
        int attempt = row.attempts() + 1;
        Parking parking = new Parking(delivery, Kind.of(row.kind()), failure, nextAttempt(failure, attempt));
        session.createMutationQuery(
                        """
                        update LedgerEvent set status = :status, outcome = :outcome, reason = :error, error = :error,
                            errorFingerprint = :fingerprint, attempts = :attempt, nextAttemptAt = :next,
                            claimedUntil = null
                        where id = :id""")
                .setParameter("id", eventId)
                .setParameter("status", parking.outcome().status().word())
                .setParameter("outcome", parking.outcome().word())
                .setParameter("error", failure.message())
                .setParameter("fingerprint", failure.fingerprint())
                .setParameter("attempt", attempt)
                .setParameter("next", parking.nextAttemptAt())
                .executeUpdate();
        attempted(eventId, attempt, parking);
        if (event != null) {
            addresses.parked(eventId, event);
        }
        return new IntakeResult(row.eventKey(), parking.outcome(), failure.message());
    }

    /** Takes what is due, for the length of the lease; what another replica has taken is passed over. */
    @Transactional
    public List<Due> claimDue() {
        Instant now = clock.instant();
        return session
                .createNativeQuery(
                        """
                        update sync_event set claimed_until = :until
                        where id in (select id from sync_event
                                     where status = 'retrying' and next_attempt_at <= :now
                                       and (claimed_until is null or claimed_until <= :now)
                                     order by next_attempt_at limit :batch for update skip locked)
                        returning *""",
                        LedgerEvent.class)
                .setParameter("until", now.plus(policy.lease()))
                .setParameter("now", now)
                .setParameter("batch", policy.batch())
                .list()
                .stream()
                .flatMap(row -> due(row).stream())
                .toList();
    }

    /** The delivery of a stored event, to replay it; empty when its payload was not kept. */
    @Transactional
    public Optional<Due> stored(UUID eventId) {
        return Optional.ofNullable(session.get(LedgerEvent.class, eventId)).flatMap(this::due);
    }

    private Optional<Due> due(LedgerEvent row) {
        return Optional.ofNullable(row.payload())
                .map(payload -> new Due(
                        row.id(),
                        new Delivery(
                                row.connector(),
                                "event:" + row.id(),
                                row.contentType(),
                                payload,
                                context(row),
                                row.receivedAt())));
    }

    private IntakeResult parkedBefore(LedgerEvent known, Delivery delivery, SourceEvent event) {
        if (event == null) {
            sightings.again(known, delivery);
        } else {
            sightings.again(known, event);
        }
        Claim.Known claim = Ledger.known(known);
        return new IntakeResult(claim.eventKey(), claim.outcome(), claim.reason());
    }

    private Instant nextAttempt(Failure failure, int attempts) {
        boolean retry = failure.transientFailure() && attempts < policy.maxAttempts();
        return retry
                ? clock.instant()
                        .plus(policy.delayAfter(
                                attempts, ThreadLocalRandom.current().nextDouble()))
                : null;
    }

    private void attempted(UUID eventId, int attempt, Parking parking) {
        session.insert(new EventAttempt(
                eventId,
                attempt,
                clock.instant(),
                parking.outcome().word(),
                parking.failure().type(),
                parking.failure().message()));
    }

    private Map<String, String> context(LedgerEvent row) {
        try {
            return json.readValue(row.context(), new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
