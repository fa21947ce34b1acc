package io.syncline.crm;

import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.StatelessSession;

/** Lists records, newest first: their ids sort by the time of their making. */
@ApplicationScoped
class Listing {
    private final StatelessSession session;

    @Inject
    Listing(StatelessSession session) {
        this.session = session;
    }

    /**
     * @param from the table, as {@code r}, and the condition that always holds
     * @param search the condition of a search, with the parameter {@code :q}
     */
    <T> Page<T> page(String from, String search, Class<T> type, PageRequest request, Function<T, UUID> id) {
        String sql = "select r.* from " + from
                + (request.q() == null ? "" : " and (" + search + ")")
                + (request.after().isEmpty() ? "" : " and r.id < :after")
                + " order by r.id desc";
        var query = session.createNativeQuery(sql, type).setMaxResults(request.limit() + 1);
        if (request.q() != null) {
            query.setParameter("q", request.containing());
        }
        request.after().ifPresent(cursor -> query.setParameter("after", cursor.id()));
        return Page.of(query.list(), request.limit(), row -> new Cursor("", id.apply(row)));
    }
}
