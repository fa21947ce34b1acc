package io.syncline.ledger;

import io.syncline.event.Ids;
import io.syncline.event.Outcome;
import io.syncline.event.SourceEvent;
import io.syncline.event.Status;
import io.syncline.privacy.Tombstones;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Claims event keys. A key is claimed by inserting its row, in the transaction that also writes its effects: so a key
 * never exists without its effect, nor an effect without its key. A concurrent claim of the same key waits for that
 * transaction and then finds the row, or, if it was rolled back, claims the key itself.
 */
@ApplicationScoped
public class Ledger {
    private final StatelessSession session;
    private final Keys keys;
    private final Sightings sightings;
    private final LedgerRows rows;
    private final EventAddresses addresses;
    private final Tombstones tombstones;
    private final Clock clock;

    @Inject
    Ledger(
            StatelessSession session,
            Keys keys,
            Sightings sightings,
            LedgerRows rows,
            EventAddresses addresses,
            Tombstones tombstones,
            Clock clock) {
        this.session = session;
        this.keys = keys;
        this.sightings = sightings;
        this.rows = rows;
        this.addresses = addresses;
        this.tombstones = tombstones;
        this.clock = clock;
    }

    /** Claims the key of a delivery as it comes from its source, and keeps its sighting. */
    @Transactional(TxType.MANDATORY)
    public Claim claim(SourceEvent delivered) {
        SourceEvent event = tombstones.decide(delivered);
        NewRow row = NewRow.of(Ids.next(), event, keys.resolve(event), clock.instant());
        if (rows.insert(row)) {
            sightings.first(row.id(), event.delivery(), event.externalId(), event.contentHash());
            addresses.applied(row);
            return new Claim.New(row.id(), row.event());
        }
        LedgerEvent known = rows.byKey(row.key());
        sightings.again(known, event);
        return known(known);
    }

    /**
     * Claims a parked event for another attempt; it gives up its place in the retry queue in this transaction. A retry
     * that has lost its lease does nothing: another replica has the event.
     */
    @Transactional(TxType.MANDATORY)
    public Claim claimParked(StoredEvent stored, SourceEvent delivered) {
        SourceEvent event = tombstones.decide(delivered);
        UUID eventId = stored.id();
        LedgerEvent parked = rows.lock(eventId);
        boolean settled = parked.status() == Status.APPLIED || parked.status() == Status.DISCARDED;
        if (settled || !stored.mayChange(parked)) {
            return known(parked);
        }
        NewRow row = NewRow.of(eventId, event, keys.resolveParked(parked, event), clock.instant());
        if (!row.key().equals(parked.eventKey())) {
            Optional<LedgerEvent> twin = rows.findByKey(row.key());
            if (twin.isPresent()) {
                return absorb(parked, twin.get(), event);
            }
        }
        rows.apply(row);
        sightings.reread(eventId, parked.contentHash(), event.contentHash());
        addresses.drop(eventId);
        addresses.applied(row);
        return new Claim.New(eventId, row.event());
    }

    /**
     * Claims an applied event to be filed once more, because what it made is gone; the caller holds it. What a rule keeps out
     * today stays out, and is taken out of the ledger.
     */
    @Transactional(TxType.MANDATORY)
    public Claim claimAgain(StoredEvent stored, SourceEvent delivered) {
        SourceEvent event = tombstones.decide(delivered);
        LedgerEvent applied = rows.lock(stored.id());
        NewRow row = NewRow.of(stored.id(), event, applied.eventKey(), clock.instant());
        if (event.exclusion().isPresent()) {
            rows.apply(row);
        }
        return new Claim.New(stored.id(), row.event());
    }

    /** Says what the claimed event did, where that differs from what the claim assumed (created). */
    @Transactional(TxType.MANDATORY)
    public void settle(Claim.New claim, Outcome outcome) {
        if (outcome == Outcome.UPDATED || outcome == Outcome.STALE) {
            session.createMutationQuery("update LedgerEvent set outcome = :outcome where id = :id")
                    .setParameter("outcome", outcome.word())
                    .setParameter("id", claim.eventId())
                    .executeUpdate();
        }
    }

    /** The event under an id, if there is one. */
    @Transactional
    public Optional<LedgerEvent> find(UUID eventId) {
        return Optional.ofNullable(session.get(LedgerEvent.class, eventId));
    }

    static Claim.Known known(LedgerEvent row) {
        Outcome outcome =
                row.status() == Status.RETRYING || row.status() == Status.DEAD ? row.outcome() : Outcome.DUPLICATE;
        return new Claim.Known(row.eventKey(), outcome, row.reason());
    }

    /** A parked item that could not be read turns out to be one that the ledger has: its sightings go there. */
    private Claim absorb(LedgerEvent row, LedgerEvent twin, SourceEvent event) {
        sightings.move(row.id(), twin, event);
        addresses.drop(row.id());
        rows.discard(row.id(), "the same item as " + twin.eventKey());
        rows.strip(row.id());
        return new Claim.Known(twin.eventKey(), Outcome.DUPLICATE, null);
    }
}
