package io.syncline.ledger;

import io.syncline.ledger.EventDetail.Attempt;
import io.syncline.ledger.EventDetail.Seen;
import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Reads the ledger, for people. */
@ApplicationScoped
public class LedgerQuery {
    static final String VIEW =
            """
            select new io.syncline.ledger.EventView(e.id, e.eventKey, e.connector, e.kind, e.externalId, e.activityId,
                e.status, e.outcome, e.reason, e.occurredAt, e.receivedAt, e.appliedAt, e.attempts, e.nextAttemptAt,
                e.errorFingerprint, e.error, e.conflicts)
            from LedgerEvent e where 1 = 1""";

    private final StatelessSession session;

    @Inject
    LedgerQuery(StatelessSession session) {
        this.session = session;
    }

    /** Events whose key or external id begins with the search, newest first. */
    @Transactional
    public Page<EventView> list(EventFilter filter, PageRequest request) {
        var parameters = new LinkedHashMap<String, Object>();
        var hql = new StringBuilder(VIEW);
        if (filter.status() != null) {
            hql.append(" and e.status = :status");
            parameters.put("status", filter.status().word());
        }
        if (filter.outcome() != null) {
            hql.append(" and e.outcome = :outcome");
            parameters.put("outcome", filter.outcome().word());
        }
        if (filter.connector() != null) {
            hql.append(" and e.connector = :connector");
            parameters.put("connector", filter.connector());
        }
        if (request.q() != null) {
            hql.append(" and (e.eventKey like :q or e.externalId like :q)");
            parameters.put("q", request.beginning());
        }
        request.after().ifPresent(cursor -> {
            hql.append(" and (e.receivedAt < :at or e.receivedAt = :at and e.id < :id)");
            parameters.put("at", cursor.instant());
            parameters.put("id", cursor.id());
        });
        hql.append(" order by e.receivedAt desc, e.id desc");
        var query =
                session.createSelectionQuery(hql.toString(), EventView.class).setMaxResults(request.limit() + 1);
        parameters.forEach(query::setParameter);
        return Page.of(query.list(), request.limit(), event -> Cursor.of(event.receivedAt(), event.id()));
    }

    @Transactional
    public Optional<EventDetail> find(UUID id) {
        return session.createSelectionQuery(VIEW + " and e.id = :id", EventView.class)
                .setParameter("id", id)
                .uniqueResultOptional()
                .map(this::detail);
    }

    private EventDetail detail(EventView view) {
        LedgerEvent event = session.get(LedgerEvent.class, view.id());
        List<Attempt> attempts =
                list("from EventAttempt where eventId = :id order by attempt", EventAttempt.class, view).stream()
                        .map(row -> new Attempt(row.attempt(), row.at(), row.result(), row.errorType(), row.error()))
                        .toList();
        List<Seen> sightings =
                list("from Sighting where eventId = :id order by receivedAt, id", Sighting.class, view).stream()
                        .map(row -> new Seen(
                                row.connector(),
                                row.location(),
                                row.externalId(),
                                row.first(),
                                row.deliveries(),
                                row.receivedAt(),
                                !row.contentHash().equals(event.contentHash())))
                        .toList();
        return new EventDetail(view, event.contentType(), event.payload(), attempts, sightings);
    }

    private <T> List<T> list(String hql, Class<T> type, EventView event) {
        return session.createSelectionQuery(hql, type)
                .setParameter("id", event.id())
                .list();
    }
}
