package io.syncline.paging;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.StatelessSession;

/** Lists of what people start, by the time at which it was made. */
public final class NewestFirst {
    private NewestFirst() {}

    /**
     * @param type of rows that have createdAt and id
     * @param cursor of a row, from these two
     */
    public static <T> Page<T> page(
            StatelessSession session, Class<T> type, PageRequest request, Function<T, Cursor> cursor) {
        Cursor after = request.after().orElse(null);
        List<T> rows = session.createSelectionQuery(
                        "from " + type.getName()
                                + (after == null ? "" : " where (createdAt, id) < (:time, :id)")
                                + " order by createdAt desc, id desc",
                        type)
                .setProperties(after == null ? Map.of() : Map.of("time", after.instant(), "id", after.id()))
                .setMaxResults(request.limit() + 1)
                .list();
        return Page.of(rows, request.limit(), cursor);
    }
}
