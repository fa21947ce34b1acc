package io.syncline.ledger;

import io.syncline.database.DatabaseTime;
import io.syncline.event.Delivery;
import io.syncline.event.EventKey;
import io.syncline.event.Hashes;
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
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.hibernate.StatelessSession;

/**
 * Parks what failed: transiently, with the time of its next attempt by the database's clock; permanently, or too often,
 * as a dead letter.
 */
@ApplicationScoped
public class RetryQueue {
    private final StatelessSession session;
    private final LedgerRows rows;
    private final Keys keys;
    private final Sightings sightings;
    private final EventAddresses addresses;
    private final RetryRules rules;
    private final DatabaseTime time;
    private final Clock clock;

    @Inject
    RetryQueue(
            StatelessSession session,
            LedgerRows rows,
            Keys keys,
            Sightings sightings,
            EventAddresses addresses,
            RetryRules rules,
            DatabaseTime time,
            Clock clock) {
        this.session = session;
        this.rows = rows;
        this.keys = keys;
        this.sightings = sightings;
        this.addresses = addresses;
        this.rules = rules;
        this.time = time;
        this.clock = clock;
    }

    /**
     * Keeps a delivery whose first attempt failed. When another delivery of the same item has been kept meanwhile, this
     * one becomes a sighting of it.
     *
     * @param event null when the delivery could not be read
     */
    @Transactional(TxType.REQUIRES_NEW)
    public IntakeResult park(Delivery delivery, Kind kind, SourceEvent event, Throwable error) {
        Parking parking = parking(delivery.connector(), Failure.of(error), 1);
        UUID id = Ids.next();
        NewRow row = event == null ? null : NewRow.of(id, event, keys.resolve(event), clock.instant());
        String key = row == null ? EventKey.unreadable(delivery).value() : row.key();
        boolean excluded = event != null && event.exclusion().isPresent();
        if (!(excluded ? rows.insert(row) : rows.insertParked(id, key, delivery, kind, parking, row))) {
            return parkedBefore(rows.byKey(key), delivery, event);
        }
        String payloadHash = Hashes.sha256(delivery.payload());
        sightings.first(
                id,
                delivery,
                event == null ? payloadHash : event.externalId(),
                event == null ? payloadHash : event.contentHash());
        if (event != null) {
            addresses.parked(id, event);
        }
        if (excluded) {
            return new IntakeResult(key, Outcome.EXCLUDED, row.reason());
        }
        attempted(id, parking);
        return new IntakeResult(key, parking.outcome(), parking.reason());
    }

    /**
     * Keeps that another attempt at a parked event failed; unless the attempt has lost its claim, so that another one is
     * what counts.
     *
     * @param event null when the delivery could not be read
     */
    @Transactional(TxType.REQUIRES_NEW)
    public IntakeResult parkAgain(StoredEvent stored, SourceEvent event, Throwable error) {
        LedgerEvent row = rows.lock(stored.id());
        boolean parked = row.status() == Status.RETRYING || row.status() == Status.DEAD;
        if (!parked || !stored.mayChange(row)) {
            return new IntakeResult(row.eventKey(), row.outcome(), row.reason());
        }
        Parking parking = parking(row.connector(), Failure.of(error), row.attempts() + 1);
        rows.failed(stored.id(), parking);
        attempted(stored.id(), parking);
        if (event != null) {
            addresses.parked(stored.id(), event);
        }
        return new IntakeResult(row.eventKey(), parking.outcome(), parking.reason());
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

    private Parking parking(String connector, Failure failure, int attempts) {
        RetryRule rule = rules.of(connector);
        Instant next = failure.transientFailure() && attempts < rule.maxAttempts()
                ? time.now()
                        .plus(rule.delayAfter(
                                attempts, ThreadLocalRandom.current().nextDouble()))
                : null;
        return new Parking(failure, attempts, next);
    }

    private void attempted(UUID eventId, Parking parking) {
        session.insert(new EventAttempt(
                eventId,
                parking.attempts(),
                clock.instant(),
                parking.outcome().word(),
                parking.failure().type(),
                parking.failure().message()));
    }
}
