package io.syncline.trace;

import io.syncline.event.Address;
import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Finds the items that a question is about, the latest first, each look-up by an index of its own. An item is an
 * activity, filed or not, or an event that could not be read.
 *
 * <p>{@code offset 0} keeps PostgreSQL from walking through the whole ledger or timeline, as it does where it expects to
 * meet many of the items soon.
 */
@ApplicationScoped
class TraceSearch {
    /** Of an item that is not filed, its time must not depend on which of its events the search met. */
    static final String SQL =
            """
            select item, at from (
                select coalesce(e.activity_id, e.id) as item,
                       coalesce(a.occurred_at,
                           case when e.kind in ('call', 'meeting') and e.activity_id is not null then (
                               select max(coalesce(x.occurred_at, x.received_at)) from sync_event x
                               where x.activity_id = e.activity_id) end,
                           e.occurred_at, e.received_at) as at
                from (select id from sync_event where event_key = :text
                      union select id from sync_event where dedup_key = :text
                      union select id from sync_event where id = :id
                      union select id from sync_event where external_id = any(:externalIds)
                      union select event_id from sighting
                          where split_part(location, ';', 2) = any(:externalIds)
                            and split_part(location, ';', 2) !~ '^[0-9]*$'
                      union select event_id from event_address where mailbox = mailbox(:address)) met
                cross join lateral (
                    select id, activity_id, kind, occurred_at, received_at from sync_event where id = met.id offset 0) e
                left join activity a on a.id = e.activity_id
                union
                select id, occurred_at from activity where id = :id
                union
                select a.id, a.occurred_at from lead l join activity a on a.id = l.activity_id
                where l.phone = :address
                union
                (select a.id, a.occurred_at
                 from (select distinct activity_id from participant
                       where mailbox(address) = mailbox(:address) and address is not null offset 0) p
                 cross join lateral (
                     select id, occurred_at from activity where id = p.activity_id offset 0) a
                 where (a.occurred_at, a.id) < (:afterAt, :afterId)
                 order by a.occurred_at desc, a.id desc limit :most)) items
            where (at, item) < (:afterAt, :afterId)
            order by at desc, item desc limit :most""";

    private static final Cursor BEGINNING = Cursor.of(Instant.parse("+200000-01-01T00:00:00Z"), new UUID(-1, -1));

    private final StatelessSession session;

    @Inject
    TraceSearch(StatelessSession session) {
        this.session = session;
    }

    Page<UUID> find(Question question, int limit, Optional<Cursor> after) {
        var query = session.createNativeQuery(SQL, Tuple.class);
        parameters(question, limit, after).forEach(query::setParameter);
        return Page.of(query.list(), limit, row -> Cursor.of(row.get(1, Instant.class), row.get(0, UUID.class)))
                .map(row -> row.get(0, UUID.class));
    }

    static Map<String, Object> parameters(Question question, int limit, Optional<Cursor> after) {
        Cursor end = after.orElse(BEGINNING);
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("text", question.text());
        parameters.put("id", question.id().orElse(NOBODY));
        parameters.put("externalIds", question.externalIds().toArray(String[]::new));
        parameters.put("address", question.address().map(Address::value).orElse(""));
        parameters.put("afterAt", end.instant());
        parameters.put("afterId", end.id());
        parameters.put("most", limit + 1);
        return parameters;
    }

    /** No row has it. */
    private static final UUID NOBODY = new UUID(0, 0);
}
