package io.syncline.reconciliation.parity;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import io.syncline.connector.SourceList.Item;
import io.syncline.reconciliation.LongQueries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** What the ledger has seen of a source's items. */
@ApplicationScoped
class LedgerQueries {
    private static final int PAGE = 200;

    /** The second part of a calendar's location is the event's id, which has an index; a mailbox has one revision a mail. */
    private static final String SEEN =
            """
            select i.location, s.id is not null as this
            from unnest(cast(:locations as text[]), cast(:ids as text[])) i (location, id)
            left join sighting s on s.connector = :connector and s.location = i.location
            where s.id is not null
               or i.location <> i.id and exists (
                    select from sighting o
                    where split_part(o.location, ';', 2) = split_part(i.id, ';', 2)
                      and split_part(o.location, ';', 2) !~ '^[0-9]*$'
                      and o.connector = :connector and starts_with(o.location, i.id || ';'))""";

    /** A cancelled meeting may be forgotten by its calendar. */
    private static final String UNLISTED =
            """
            select a.id, a.kind, a.external_id, a.occurred_at,
                   array_agg(distinct case when a.kind = 'meeting' then regexp_replace(s.location, ';[^;]*$', '')
                                           else s.location end) as items
            from activity a
            join sync_event e on e.activity_id = a.id and e.outcome in ('created', 'updated', 'stale')
            join sighting s on s.event_id = e.id and s.connector = :connector
            where a.occurred_at >= :from and a.occurred_at < :to and a.id > :after
              and not (a.kind = 'meeting' and a.status = 'cancelled')
            group by a.id, a.kind, a.external_id, a.occurred_at
            having not exists (
                select from reconciliation_listed l
                where l.run_id = :run
                  and l.item = any(array_agg(case when a.kind = 'meeting' then regexp_replace(s.location, ';[^;]*$', '')
                                                  else s.location end)))
            order by a.id limit :page""";

    private final StatelessSession session;

    @Inject
    LedgerQueries(StatelessSession session) {
        this.session = session;
    }

    /** How an item was seen that was. */
    enum Seen {
        THIS_REVISION,
        ANOTHER_REVISION
    }

    /** An activity of which the source's list has no item. */
    record Candidate(UUID activity, String kind, String externalId, Instant at, List<String> items) {}

    /** By location, how items were seen; those that never were are left out. */
    @Transactional
    Map<String, Seen> seen(String connector, List<Item> items) {
        Map<String, Seen> seen = new HashMap<>();
        session.createNativeQuery(SEEN, Tuple.class)
                .setParameter("connector", connector)
                .setParameter("locations", items.stream().map(Item::location).toArray(String[]::new))
                .setParameter("ids", items.stream().map(Item::id).toArray(String[]::new))
                .list()
                .forEach(row -> seen.put(
                        row.get(0, String.class),
                        row.get(1, Boolean.class) ? Seen.THIS_REVISION : Seen.ANOTHER_REVISION));
        return seen;
    }

    /** Keeps what a list had. */
    @Transactional
    void listed(UUID run, Collection<String> items) {
        session.createNativeMutationQuery(
                        """
                        insert into reconciliation_listed (run_id, item)
                        select distinct :run, item from unnest(cast(:items as text[])) item on conflict do nothing""")
                .setParameter("run", run)
                .setParameter("items", items.toArray(String[]::new))
                .executeUpdate();
    }

    /** Before another list. */
    @Transactional
    void forget(UUID run) {
        session.createNativeMutationQuery("delete from reconciliation_listed where run_id = :run")
                .setParameter("run", run)
                .executeUpdate();
    }

    /**
     * @param after the last activity of the page before
     */
    @Transactional
    @TransactionConfiguration(timeout = LongQueries.SECONDS)
    List<Candidate> unlisted(UUID run, String connector, Span span, UUID after) {
        return session
                .createNativeQuery(UNLISTED, Tuple.class)
                .addScalar("id", UUID.class)
                .addScalar("kind", String.class)
                .addScalar("external_id", String.class)
                .addScalar("occurred_at", Instant.class)
                .addScalar("items", String[].class)
                .setParameter("run", run)
                .setParameter("connector", connector)
                .setParameter("from", span.first())
                .setParameter("to", span.end())
                .setParameter("after", after)
                .setParameter("page", PAGE)
                .list()
                .stream()
                .map(row -> new Candidate(
                        row.get(0, UUID.class),
                        row.get(1, String.class),
                        row.get(2, String.class),
                        row.get(3, Instant.class),
                        List.of(row.get(4, String[].class))))
                .toList();
    }
}
