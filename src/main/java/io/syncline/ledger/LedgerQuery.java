package io.syncline.ledger;

import io.syncline.event.Outcome;
import io.syncline.event.Status;
import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Reads the ledger, for people. */
@ApplicationScoped
public class LedgerQuery {
    private final StatelessSession session;
    private final EventDetails details;

    @Inject
    LedgerQuery(StatelessSession session, EventDetails details) {
        this.session = session;
        this.details = details;
    }

    /** A statement and its parameters. */
    record Sql(String text, Map<String, Object> parameters) {}

    /** Events whose key or external id begins with the search, newest first. */
    @Transactional
    public Page<EventView> list(EventFilter filter, PageRequest request) {
        Sql sql = sql(filter, request);
        var query = session.createNativeQuery(sql.text(), Tuple.class);
        sql.parameters().forEach(query::setParameter);
        return Page.of(
                query.list().stream().map(EventView::of).toList(),
                request.limit(),
                event -> Cursor.of(event.receivedAt(), event.id()));
    }

    static Sql sql(EventFilter filter, PageRequest request) {
        var parameters = new LinkedHashMap<String, Object>();
        var sql = new StringBuilder(EventView.SELECT);
        // A literal, because a partial index is used only where the statement itself has its predicate.
        status(filter).ifPresent(status -> sql.append(" and e.status = '" + status.word() + "'"));
        if (filter.outcome() != null) {
            sql.append(" and e.outcome = :outcome");
            parameters.put("outcome", filter.outcome().word());
        }
        if (filter.connector() != null) {
            sql.append(" and e.connector = :connector");
            parameters.put("connector", filter.connector());
        }
        if (filter.cause() != null) {
            sql.append(" and e.error_fingerprint = :cause");
            parameters.put("cause", filter.cause());
        }
        if (filter.conflict()) {
            sql.append(" and e.conflicts > 0");
        }
        if (request.q() != null) {
            sql.append(" and (e.event_key like :q or e.external_id like :q)");
            parameters.put("q", request.beginning());
        }
        request.after().ifPresent(cursor -> {
            sql.append(" and (e.received_at, e.id) < (:at, :id)");
            parameters.put("at", cursor.instant());
            parameters.put("id", cursor.id());
        });
        sql.append(" order by e.received_at desc, e.id desc limit :most");
        parameters.put("most", request.limit() + 1);
        return new Sql(sql.toString(), parameters);
    }

    /** What is not applied has the outcome of its status. */
    private static Optional<Status> status(EventFilter filter) {
        return Optional.ofNullable(filter.status()).or(() -> Optional.ofNullable(filter.outcome())
                .map(Outcome::status)
                .filter(status -> status != Status.APPLIED));
    }

    @Transactional
    public Optional<EventDetail> find(UUID id) {
        return session.createNativeQuery(EventView.SELECT + " and e.id = :id", Tuple.class)
                .setParameter("id", id)
                .uniqueResultOptional()
                .map(EventView::of)
                .map(details::of);
    }
}
