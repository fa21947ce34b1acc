package io.syncline.reconciliation.parity;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import io.syncline.reconciliation.LongQueries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** What of the ledger is not in the CRM, and what is there more than once. */
@ApplicationScoped
class CrmQueries {
    /** A flood tells no more than this much of it. */
    static final int MOST = 1_000;

    private static final int PAGE = 200;

    private static final String VANISHED =
            """
            select e.activity_id, (array_agg(e.id order by e.event_key))[1] as event, min(e.event_key) as event_key,
                   min(e.kind) as kind, min(coalesce(e.occurred_at, e.received_at)) as at, count(*) as events
            from sync_event e
            left join activity a on a.id = e.activity_id
            left join lead l on l.event_key = e.event_key and e.kind = 'lead'
            where e.connector = :connector and e.activity_id > :after
              and e.outcome in ('created', 'updated', 'stale')
              and (a.id is null or e.kind = 'lead' and e.outcome = 'created' and l.id is null)
              and coalesce(e.occurred_at, e.received_at) >= :from and coalesce(e.occurred_at, e.received_at) < :to
            group by e.activity_id order by e.activity_id limit :page""";

    private static final String APPLIED =
            """
            select count(*) from sync_event e
            where e.connector = :connector and e.activity_id is not null and e.outcome in ('created', 'updated', 'stale')
              and coalesce(e.occurred_at, e.received_at) >= :from and coalesce(e.occurred_at, e.received_at) < :to""";

    /** A mail is named by its id; of the instances of a recurring meeting each has a key of its own. */
    private static final String DUPLICATES =
            """
            select item, kind, min(occurred_at) as at, array_agg(cast(id as text) order by id) as activities
            from (select id, kind, occurred_at, case when kind = 'email' then external_id else activity_key end as item
                  from activity
                  where connector = :connector and occurred_at >= :from and occurred_at < :to) a
            group by kind, item having count(*) > 1 order by item limit :most""";

    private final StatelessSession session;

    @Inject
    CrmQueries(StatelessSession session) {
        this.session = session;
    }

    /** An activity that is gone, and the first of its events. */
    record Vanished(UUID activity, UUID event, String eventKey, String kind, Instant at, long events) {}

    /** An item and the activities that are of it. */
    record Duplicate(String item, String kind, Instant at, List<String> activities) {}

    /** How many events must have their activity in the CRM. */
    @Transactional
    @TransactionConfiguration(timeout = LongQueries.SECONDS)
    long applied(String connector, Span span) {
        return session.createNativeQuery(APPLIED, Long.class)
                .setParameter("connector", connector)
                .setParameter("from", span.first())
                .setParameter("to", span.end())
                .getSingleResult();
    }

    /**
     * @param after the last activity of the page before
     */
    @Transactional
    @TransactionConfiguration(timeout = LongQueries.SECONDS)
    List<Vanished> vanished(String connector, Span span, UUID after) {
        return session
                .createNativeQuery(VANISHED, Tuple.class)
                .addScalar("activity_id", UUID.class)
                .addScalar("event", UUID.class)
                .addScalar("event_key", String.class)
                .addScalar("kind", String.class)
                .addScalar("at", Instant.class)
                .addScalar("events", Long.class)
                .setParameter("connector", connector)
                .setParameter("after", after)
                .setParameter("from", span.first())
                .setParameter("to", span.end())
                .setParameter("page", PAGE)
                .list()
                .stream()
                .map(row -> new Vanished(
                        row.get(0, UUID.class),
                        row.get(1, UUID.class),
                        row.get(2, String.class),
                        row.get(3, String.class),
                        row.get(4, Instant.class),
                        row.get(5, Long.class)))
                .toList();
    }

    /** The first {@value #MOST}. */
    @Transactional
    @TransactionConfiguration(timeout = LongQueries.SECONDS)
    List<Duplicate> duplicates(String connector, Span span) {
        return session
                .createNativeQuery(DUPLICATES, Tuple.class)
                .addScalar("item", String.class)
                .addScalar("kind", String.class)
                .addScalar("at", Instant.class)
                .addScalar("activities", String[].class)
                .setParameter("connector", connector)
                .setParameter("from", span.first())
                .setParameter("to", span.end())
                .setParameter("most", MOST)
                .list()
                .stream()
                .map(row -> new Duplicate(
                        row.get(0, String.class),
                        row.get(1, String.class),
                        row.get(2, Instant.class),
                        List.of(row.get(3, String[].class))))
                .toList();
    }
}
