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
    /** From the same place may come another content too, where a source breaks its word. */
    private static final String INSERT =
            """
            insert into sighting (id, event_id, connector, location, external_id, first, content_hash,
                                  conflicting_payload, conflicting_content_type, received_at)
            values (:id, :eventId, :connector, :location, :externalId, :first, :contentHash,
                    cast(:conflicting as bytea), cast(:contentType as text), :receivedAt)
            on conflict (connector, location) do update set
                deliveries = sighting.deliveries + 1,
                content_hash = case when :conflicts and sighting.event_id = excluded.event_id
                    then excluded.content_hash else sighting.content_hash end,
                conflicting_payload = case when sighting.event_id = excluded.event_id
                    then coalesce(excluded.conflicting_payload, sighting.conflicting_payload)
                    else sighting.conflicting_payload end,
                conflicting_content_type = case when sighting.event_id = excluded.event_id
                    then coalesce(excluded.conflicting_content_type, sighting.conflicting_content_type)
                    else sighting.conflicting_content_type end""";

    private static final String MOVE =
            """
            update sighting s set event_id = :to, content_hash = :contentHash,
                first = s.first and not exists (select from sighting t where t.event_id = :to and t.first),
                conflicting_payload = cast(:conflicting as bytea), conflicting_content_type = cast(:contentType as text)
            where event_id = :from""";

    private final StatelessSession session;

    @Inject
    Sightings(StatelessSession session) {
        this.session = session;
    }

    /** The delivery that brought the event into the ledger. */
    void first(UUID eventId, Delivery delivery, String externalId, String contentHash) {
        insert(eventId, delivery, externalId, contentHash, true, false, null);
    }

    /** One more delivery of a known event; another content under the same key is kept as a conflict. */
    void again(LedgerEvent known, SourceEvent event) {
        boolean conflicts = conflicts(known, event);
        insert(
                known.id(),
                event.delivery(),
                event.externalId(),
                event.contentHash(),
                false,
                conflicts,
                conflicts ? kept(event) : null);
        if (conflicts) {
            countConflicts(known);
        }
    }

    /** One more delivery of an item that could not be read. */
    void again(LedgerEvent known, Delivery delivery) {
        insert(known.id(), delivery, known.externalId(), known.contentHash(), false, false, null);
    }

    /** What could not be read turns out to be {@code known}; if nothing else brought that, these sightings did. */
    void move(UUID from, LedgerEvent known, SourceEvent event) {
        boolean conflicts = conflicts(known, event);
        byte[] payload = conflicts ? kept(event) : null;
        session.createNativeMutationQuery(MOVE)
                .setParameter("from", from)
                .setParameter("to", known.id())
                .setParameter("contentHash", event.contentHash())
                .setParameter("conflicting", payload)
                .setParameter(
                        "contentType", payload == null ? null : event.delivery().contentType())
                .executeUpdate();
        if (conflicts) {
            countConflicts(known);
        }
    }

    /** The content of an event could be read only now, or is read in another way: what was seen is what it was. */
    void reread(UUID eventId, String before, String now) {
        session.createMutationQuery(
                        "update Sighting set contentHash = :now where eventId = :id and contentHash = :before")
                .setParameter("id", eventId)
                .setParameter("before", before)
                .setParameter("now", now)
                .executeUpdate();
    }

    private static boolean conflicts(LedgerEvent known, SourceEvent event) {
        return !known.contentHash().equals(event.contentHash());
    }

    private static byte[] kept(SourceEvent event) {
        return NewRow.keepsPayload(event) ? event.delivery().payload() : null;
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
            UUID eventId,
            Delivery delivery,
            String externalId,
            String contentHash,
            boolean first,
            boolean conflicts,
            byte[] conflicting) {
        session.createNativeMutationQuery(INSERT)
                .setParameter("id", Ids.next())
                .setParameter("eventId", eventId)
                .setParameter("connector", delivery.connector())
                .setParameter("location", delivery.location())
                .setParameter("externalId", externalId)
                .setParameter("first", first)
                .setParameter("contentHash", contentHash)
                .setParameter("conflicts", conflicts)
                .setParameter("conflicting", conflicting)
                .setParameter("contentType", conflicting == null ? null : delivery.contentType())
                .setParameter("receivedAt", delivery.receivedAt())
                .executeUpdate();
    }
}
