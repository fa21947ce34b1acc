package io.syncline.ledger;

import io.syncline.ledger.EventDetail.Attempt;
import io.syncline.ledger.EventDetail.Seen;
import io.syncline.ledger.EventDetail.Sighted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import org.hibernate.StatelessSession;

/** Reads all that is known of one event, within bounds: somebody may have sent it without end. */
@ApplicationScoped
class EventDetails {
    private static final int MOST_SIGHTINGS = 1_000;
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    private static final String SIGHTINGS =
            """
            select connector, location, external_id, first, deliveries, received_at, conflict, content_type,
                   case when conflict and bytes <= :bytes then conflicting_payload end, total
            from (
                select s.*, s.content_hash <> e.content_hash as conflict,
                       coalesce(s.conflicting_content_type, e.content_type) as content_type,
                       sum(length(s.conflicting_payload)) over (order by s.received_at desc, s.id) as bytes,
                       count(*) over () as total,
                       row_number() over (order by s.first desc, s.content_hash <> e.content_hash desc,
                           s.received_at desc, s.id) as place
                from sighting s join sync_event e on e.id = s.event_id
                where s.event_id = :id) placed
            where place <= :most order by received_at, id""";

    private final StatelessSession session;

    @Inject
    EventDetails(StatelessSession session) {
        this.session = session;
    }

    EventDetail of(EventView view) {
        LedgerEvent event = session.get(LedgerEvent.class, view.id());
        List<Attempt> attempts = session
                .createSelectionQuery("from EventAttempt where eventId = :id order by attempt", EventAttempt.class)
                .setParameter("id", view.id())
                .list()
                .stream()
                .map(row -> new Attempt(row.attempt(), row.at(), row.result(), row.errorType(), row.error()))
                .toList();
        List<Tuple> sightings = session.createNativeQuery(SIGHTINGS, Tuple.class)
                .setParameter("id", view.id())
                .setParameter("bytes", MOST_BYTES)
                .setParameter("most", MOST_SIGHTINGS)
                .list();
        long total =
                sightings.isEmpty() ? 0 : sightings.get(0).get(9, Number.class).longValue();
        return new EventDetail(
                view,
                event.contentType(),
                event.payload(),
                EventDetail.Removed.of(event),
                attempts,
                sightings.stream().map(EventDetails::sighted).toList(),
                total - sightings.size());
    }

    private static Sighted sighted(Tuple row) {
        var seen = new Seen(
                row.get(0, String.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, Boolean.class),
                row.get(4, Integer.class),
                row.get(5, Instant.class),
                row.get(6, Boolean.class));
        return new Sighted(seen, row.get(7, String.class), row.get(8, byte[].class));
    }
}
