package io.syncline.completeness;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;

/**
 * Puts each sighting into its one state: the first of an event carries what became of the event, the others are
 * duplicates; and what is not in the CRM although it was applied is missing, first or not.
 */
@ApplicationScoped
class SightingStates {
    private static final String EFFECT =
            """
            left join activity a on a.id = e.activity_id
            left join lead l on l.event_key = e.event_key and e.kind = 'lead'""";

    /** Of what is erased on purpose the rows stay. */
    private static final String GONE =
            """
            e.outcome in ('created', 'updated', 'stale')
            and (a.id is null or e.kind = 'lead' and e.outcome = 'created' and l.id is null)""";

    static final String COUNTS =
            """
            select connector, state, count(*) from (
                select s.connector,
                       case when {gone} then 'missing' when not s.first then 'duplicate' else e.outcome end as state
                from sighting s join sync_event e on e.id = s.event_id {effect}
                where s.connector = any(:connectors) and s.received_at >= :from and s.received_at < :to) states
            group by connector, state"""
                    .replace("{gone}", GONE)
                    .replace("{effect}", EFFECT);

    private static final String MISSING =
            """
            select event_key from (
                select distinct e.event_key from sighting s join sync_event e on e.id = s.event_id {effect}
                where s.connector = :connector and s.received_at >= :from and s.received_at < :to and {gone}) gone
            order by event_key limit 10"""
                    .replace("{effect}", EFFECT)
                    .replace("{gone}", GONE);

    static final String RECENT =
            """
            select s.connector, count(*) from sync_event e {effect} join sighting s on s.event_id = e.id
            where e.received_at >= :since and {gone} group by s.connector"""
                    .replace("{effect}", EFFECT)
                    .replace("{gone}", GONE);

    /** One look into the index for each connector. */
    private static final String CONNECTORS =
            """
            with recursive c (id) as (
                (select connector from sighting order by connector limit 1)
                union all
                select (select connector from sighting where connector > c.id order by connector limit 1)
                from c where c.id is not null)
            select id from c where id is not null""";

    private final StatelessSession session;

    @Inject
    SightingStates(StatelessSession session) {
        this.session = session;
    }

    /** From here to the end of the transaction, all is of one moment. */
    @Transactional(TxType.MANDATORY)
    void takeSnapshot() {
        session.createNativeMutationQuery("set transaction isolation level repeatable read")
                .executeUpdate();
    }

    /** By connector and state, how many sightings. */
    @Transactional(TxType.MANDATORY)
    Map<String, Map<String, Long>> count(Collection<String> connectors, Window window) {
        return session
                .createNativeQuery(COUNTS, Tuple.class)
                .setParameter("connectors", connectors.toArray(String[]::new))
                .setParameter("from", window.first())
                .setParameter("to", window.end())
                .list()
                .stream()
                .collect(groupingBy(
                        row -> row.get(0, String.class),
                        toMap(row -> row.get(1, String.class), row -> row.get(2, Number.class)
                                .longValue())));
    }

    /** The keys of some events that are applied and not in the CRM. */
    @Transactional(TxType.MANDATORY)
    List<String> missing(String connector, Window window) {
        return session.createNativeQuery(MISSING, String.class)
                .setParameter("connector", connector)
                .setParameter("from", window.first())
                .setParameter("to", window.end())
                .list();
    }

    /** By connector, how many sightings are missing of the events that came since. */
    @Transactional(TxType.MANDATORY)
    Map<String, Long> missingSince(Instant since) {
        return session.createNativeQuery(RECENT, Tuple.class).setParameter("since", since).list().stream()
                .collect(toMap(row -> row.get(0, String.class), row -> row.get(1, Number.class)
                        .longValue()));
    }

    @Transactional(TxType.MANDATORY)
    List<String> connectors() {
        return session.createNativeQuery(CONNECTORS, String.class).list();
    }
}
