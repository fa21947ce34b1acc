package io.syncline.source.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** What the ledger has of a calendar's events: for cancellations that come without their event. */
@ApplicationScoped
class KnownEvents {
    private static final String NEWEST =
            """
            select distinct on (split_part(s.location, ';', 2)) split_part(s.location, ';', 2) as id, e.payload
            from sighting s join sync_event e on e.id = s.event_id
            where s.connector = :connector and starts_with(s.location, :prefix)
              and e.payload is not null and e.outcome <> 'excluded'
            order by split_part(s.location, ';', 2), s.received_at desc, s.id desc""";

    private final StatelessSession session;

    @Inject
    KnownEvents(StatelessSession session) {
        this.session = session;
    }

    /** The newest JSON of an event. */
    @Transactional
    Optional<String> find(String connector, String calendar, String eventId) {
        return Optional.ofNullable(
                query(connector, calendar + ";" + eventId + ";").get(eventId));
    }

    /** The newest JSON of every event of a calendar, by event id. */
    @Transactional
    Map<String, String> all(String connector, String calendar) {
        return query(connector, calendar + ";");
    }

    private Map<String, String> query(String connector, String prefix) {
        Map<String, String> known = new LinkedHashMap<>();
        session.createNativeQuery(NEWEST, Tuple.class)
                .setParameter("connector", connector)
                .setParameter("prefix", prefix)
                .list()
                .forEach(row -> known.put(
                        row.get(0, String.class), new String(row.get(1, byte[].class), StandardCharsets.UTF_8)));
        return known;
    }
}
