package io.syncline.ledger;

import io.syncline.event.Status;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;

/** Finds parked events by what they have in common, the oldest first and page by page, without their payloads. */
@ApplicationScoped
public class ParkedEvents {
    private final StatelessSession session;

    @Inject
    ParkedEvents(StatelessSession session) {
        this.session = session;
    }

    /** A parked event, and its place in the order of the pages. */
    public record Parked(UUID id, Status status, Instant receivedAt) {}

    @Transactional
    public long count(ParkedFilter filter) {
        return query("select count(*)", filter, null, "", Long.class).getSingleResult();
    }

    /**
     * @param after the last of the page before, or null for the first page; so an event whose replay fails again is not
     *     met a second time
     */
    @Transactional
    public List<Parked> page(ParkedFilter filter, Parked after, int limit) {
        return list(filter, after, limit, "");
    }

    /** A page that nobody else can apply or discard before this transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    List<Parked> lockedPage(ParkedFilter filter, Parked after, int limit) {
        return list(filter, after, limit, " for update");
    }

    private List<Parked> list(ParkedFilter filter, Parked after, int limit, String lock) {
        String end = " order by received_at, id limit " + limit + lock;
        return query("select id, status, received_at", filter, after, end, Tuple.class).list().stream()
                .map(row -> new Parked(
                        row.get(0, UUID.class), Status.of(row.get(1, String.class)), row.get(2, Instant.class)))
                .toList();
    }

    private <T> NativeQuery<T> query(String select, ParkedFilter filter, Parked after, String end, Class<T> type) {
        var parameters = new LinkedHashMap<String, Object>();
        // Literals, because a partial index is used only where the statement itself has its predicate.
        var sql = new StringBuilder(select).append(" from sync_event where ");
        sql.append(
                filter.status() == null
                        ? "status in ('dead', 'retrying')"
                        : "status = '" + filter.status().word() + "'");
        and(sql, parameters, " and connector = :connector", "connector", filter.connector());
        and(sql, parameters, " and error_fingerprint = :cause", "cause", filter.cause());
        and(sql, parameters, " and received_at >= :from", "from", filter.from());
        and(sql, parameters, " and received_at < :to", "to", filter.to());
        if (after != null) {
            and(sql, parameters, " and (received_at, id) > (:at, :id)", "at", after.receivedAt());
            parameters.put("id", after.id());
        }
        NativeQuery<T> query = session.createNativeQuery(sql.append(end).toString(), type);
        parameters.forEach(query::setParameter);
        return query;
    }

    private static void and(
            StringBuilder sql, Map<String, Object> parameters, String condition, String name, Object value) {
        if (value != null) {
            sql.append(condition);
            parameters.put(name, value);
        }
    }
}
