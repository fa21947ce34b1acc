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
import io.syncline.privacy.Tombstones;
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
    private final Tombstones tombstones;
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
            Tombstones tombstones,
            RetryRules rules,
            DatabaseTime time,
            Clock clock) {
        this.session = session;
        this.rows = rows;
        this.keys = keys;
        this.sightings = sightings;
        this.addresses = addresses;
        this.tombstones = tombstones;
        this.rules = rules;
        this.time = time;
        this.clock = clock;
    }

    /**
     * Keeps a delivery whose first attempt failed. When another delivery of the same item has been kept meanwhile, this
     * one becomes a sighting of it.
     *
     * @param read null when the delivery could not be read
     */
    @Transactional(TxType.REQUIRES_NEW)
    public IntakeResult park(Delivery delivery, Kind kind, SourceEvent read, Throwable error) {
        Parking parking = parking(delivery.connector(), Failure.of(error), 1);
        if (read == null) {
            return parkUnread(delivery, kind, parking);
        }
        SourceEvent event = tombstones.decide(read);
        NewRow row = NewRow.of(Ids.next(), event, keys.resolve(event), clock.instant());
        boolean excluded = event.exclusion().isPresent();
        if (!(excluded ? rows.insert(row) : rows.insertParked(row.id(), row.key(), delivery, kind, parking, row))) {
            return parkedBefore(rows.byKey(row.key()), delivery, event);
        }
        sightings.first(row.id(), event.delivery(), event.externalId(), event.contentHash());
        addresses.parked(row.id(), event);
        if (excluded) {
            return new IntakeResult(row.key(), Outcome.EXCLUDED, row.reason());
        }
        attempted(row.id(), parking);
        return new IntakeResult(row.key(), parking.outcome(), parking.reason());
    }

    /** Keeps that an item came that could not be read and that a rule keeps out: nothing of the item. */
    @Transactional(TxType.REQUIRES_NEW)
    public IntakeResult exclude(Delivery delivery, Kind kind, String reason) {
        return keepNothing(delivery, kind, reason);
    }

    private IntakeResult keepNothing(Delivery delivery, Kind kind, String reason) {
        UUID id = Ids.next();
        String key = EventKey.unreadable(delivery).value();
        if (!rows.insertExcluded(id, key, delivery, kind, reason, clock.instant())) {
            return parkedBefore(rows.byKey(key), delivery, null);
        }
        String payloadHash = Hashes.sha256(delivery.payload());
        sightings.first(id, delivery, payloadHash, payloadHash);
        return new IntakeResult(key, Outcome.EXCLUDED, reason);
    }

    private IntakeResult parkUnread(Delivery delivery, Kind kind, Parking parking) {
        if (tombstones.named(delivery.payload())) {
            return keepNothing(delivery, kind, Tombstones.REASON);
        }
        UUID id = Ids.next();
        String key = EventKey.unreadable(delivery).value();
        if (!rows.insertParked(id, key, delivery, kind, parking, null)) {
            return parkedBefore(rows.byKey(key), delivery, null);
        }
        String payloadHash = Hashes.sha256(delivery.payload());
        sightings.first(id, delivery, payloadHash, payloadHash);
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
