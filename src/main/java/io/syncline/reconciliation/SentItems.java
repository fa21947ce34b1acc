package io.syncline.reconciliation;

import io.syncline.backfill.ExportItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.StatelessSession;

/** The items of lists that were sent to be compared, in the database, so that a run begins anew after a restart. */
@ApplicationScoped
public class SentItems {
    private final StatelessSession session;

    @Inject
    SentItems(StatelessSession session) {
        this.session = session;
    }

    /** An item and its place in the list, from 1. */
    public record SentItem(long ordinal, ExportItem item) {}

    @Transactional(TxType.MANDATORY)
    void keep(UUID run, List<ExportItem> items) {
        session.insertMultiple(IntStream.range(0, items.size())
                .mapToObj(i -> new SentItemRow(run, i + 1, items.get(i)))
                .toList());
    }

    /**
     * @param ordinal of the last item of the page before, or 0
     */
    @Transactional
    public List<SentItem> after(UUID run, long ordinal, int limit) {
        return session
                .createNativeQuery(
                        """
                        select ordinal, content_type, payload from reconciliation_item
                        where run_id = :run and ordinal > :ordinal order by ordinal limit :limit""",
                        Tuple.class)
                .addScalar("ordinal", Long.class)
                .addScalar("content_type", String.class)
                .addScalar("payload", byte[].class)
                .setParameter("run", run)
                .setParameter("ordinal", ordinal)
                .setParameter("limit", limit)
                .list()
                .stream()
                .map(row -> new SentItem(
                        row.get(0, Long.class), new ExportItem(row.get(1, String.class), row.get(2, byte[].class))))
                .toList();
    }
}
