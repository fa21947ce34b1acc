package io.syncline.ledger;

import io.syncline.event.Delivery;
import io.syncline.event.Ids;
import io.syncline.event.SourceEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Keeps where each item was seen. */
@ApplicationScoped
class Sightings {
    private static final String INSERT =
            """
            insert into Sighting (id, eventId, connector, location, externalId, first, deliveries, contentHash,
                                  conflictingPayload, receivedAt)
            values (:id, :eventId, :connector, :location, :externalId, :first, 1, :contentHash, :conflicting, :receivedAt)
            on conflict (connector, location) do update set deliveries = deliveries + 1""";

    private final StatelessSession session;

    @Inject
    Sightings(StatelessSession session) {
        this.session = session;
    }

    /** The delivery that brought the event into the ledger. */
    void first(UUID eventId, Delivery delivery, String externalId, String contentHash) {
        insert(eventId, delivery, externalId, contentHash, true, null);
    }

    /** One more delivery of a known event; another content under the same key is kept as a conflict. */
    void again(LedgerEvent known, SourceEvent event) {
        boolean conflicts = !known.contentHash().equals(event.contentHash());
        byte[] other =
                conflicts && NewRow.keepsPayload(event) ? event.delivery().payload() : null;
        insert(known.id(), event.delivery(), event.externalId(), event.contentHash(), false, other);
        if (conflicts) {
            countConflicts(known);
        }
    }

    /** One more delivery of an item that could not be read. */
    void again(LedgerEvent known, Delivery delivery) {
        insert(known.id(), delivery, known.externalId(), known.contentHash(), false, null);
    }

    void move(UUID from, UUID to) {
        session.createMutationQuery("update Sighting set eventId = :to, first = false where eventId = :from")
                .setParameter("to", to)
                .setParameter("from", from)
                .executeUpdate();
    }

    private void countConflicts(LedgerEvent known) {
        session.createMutationQuery(
                        """
                        update LedgerEvent e set conflicts = (
                            select cast(count(*) as integer) from Sighting s
                            where s.eventId = e.id and s.contentHash <> e.contentHash)
                        where e.id = :id""")
                .setParameter("id", known.id())
                .executeUpdate();
    }

    private void insert(
            UUID eventId, Delivery delivery, String externalId, String contentHash, boolean first, byte[] conflicting) {
        session.createMutationQuery(INSERT)
                .setParameter("id", Ids.next())
                .setParameter("eventId", eventId)
                .setParameter("connector", delivery.connector())
                .setParameter("location", delivery.location())
                .setParameter("externalId", externalId)
                .setParameter("first", first)
                .setParameter("contentHash", contentHash)
                .setParameter("conflicting", conflicting)
                .setParameter("receivedAt", delivery.receivedAt())
                .executeUpdate();
    }
}
