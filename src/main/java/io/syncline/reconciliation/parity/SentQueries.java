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

/** What ledger and CRM have of a list that was sent. */
@ApplicationScoped
class SentQueries {
    private static final int PAGE = 200;

    /** What has no stable id is known by its content, in whatever window. */
    private static final String KNOWN =
            """
            select e.event_key is not null as event, coalesce(e.activity_id, a.id) as activity
            from (values (1)) one
            left join (select event_key, activity_id from sync_event
                       where event_key = :key or dedup_key = :key order by event_key limit 1) e on true
            left join activity a on a.id = :activity""";

    private static final String UNLISTED =
            """
            select a.id, a.kind, a.external_id, a.occurred_at from activity a
            where a.connector = :connector and a.occurred_at >= :from and a.occurred_at < :to and a.id > :after
              and not exists (select from reconciliation_listed l
                              where l.run_id = :run and l.item = cast(a.id as text))
            order by a.id limit :page""";

    private final StatelessSession session;

    @Inject
    SentQueries(StatelessSession session) {
        this.session = session;
    }

    /**
     * @param event whether the ledger has the event
     * @param activity that it is of, or null when neither is known
     */
    record Known(boolean event, UUID activity) {}

    /** An activity that no item of the list is of. */
    record Unlisted(UUID activity, String kind, String externalId, Instant at) {}

    @Transactional
    Known known(String key, UUID activity) {
        Tuple row = session.createNativeQuery(KNOWN, Tuple.class)
                .addScalar("event", Boolean.class)
                .addScalar("activity", UUID.class)
                .setParameter("key", key)
                .setParameter("activity", activity)
                .getSingleResult();
        return new Known(row.get(0, Boolean.class), row.get(1, UUID.class));
    }

    /**
     * @param after the last activity of the page before
     */
    @Transactional
    @TransactionConfiguration(timeout = LongQueries.SECONDS)
    List<Unlisted> unlisted(UUID run, String connector, Span span, UUID after) {
        return session
                .createNativeQuery(UNLISTED, Tuple.class)
                .addScalar("id", UUID.class)
                .addScalar("kind", String.class)
                .addScalar("external_id", String.class)
                .addScalar("occurred_at", Instant.class)
                .setParameter("run", run)
                .setParameter("connector", connector)
                .setParameter("from", span.first())
                .setParameter("to", span.end())
                .setParameter("after", after)
                .setParameter("page", PAGE)
                .list()
                .stream()
                .map(row -> new Unlisted(
                        row.get(0, UUID.class),
                        row.get(1, String.class),
                        row.get(2, String.class),
                        row.get(3, Instant.class)))
                .toList();
    }
}
