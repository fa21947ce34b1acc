package io.syncline.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.StatelessSession;

/** What the ledger has of items, by where they were seen; for sources that later speak of an item by its id alone. */
@ApplicationScoped
public class SightedPayloads {
    private static final String NEWEST =
            """
            select distinct on (split_part(s.location, ';', 2)) split_part(s.location, ';', 2) as id, e.payload
            from sighting s join sync_event e on e.id = s.event_id
            where s.connector = :connector and starts_with(s.location, :prefix)
              and e.payload is not null and e.outcome <> 'excluded'
            order by split_part(s.location, ';', 2), s.received_at desc, s.id desc""";

    private final StatelessSession session;

    @Inject
    SightedPayloads(StatelessSession session) {
        this.session = session;
    }

    /**
     * The newest payload of each item whose location begins with {@code prefix}, by the second part of the location.
     *
     * @param prefix of locations whose parts are separated by semicolons
     */
    @Transactional
    public Map<String, byte[]> newest(String connector, String prefix) {
        Map<String, byte[]> newest = new LinkedHashMap<>();
        session.createNativeQuery(NEWEST, Tuple.class)
                .setParameter("connector", connector)
                .setParameter("prefix", prefix)
                .list()
                .forEach(row -> newest.put(row.get(0, String.class), row.get(1, byte[].class)));
        return newest;
    }

    /** How many sightings there are whose location begins with {@code prefix}. */
    @Transactional
    public long count(String connector, String prefix) {
        return session.createNativeQuery(
                        """
                        select count(*) from sighting
                        where connector = :connector and starts_with(location, :prefix)""",
                        Long.class)
                .setParameter("connector", connector)
                .setParameter("prefix", prefix)
                .getSingleResult();
    }
}
