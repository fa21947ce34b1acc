package io.syncline.backfill;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.StatelessSession;

/** The items of exports, in the database, so that a backfill goes on after a restart and on any replica. */
@ApplicationScoped
class UploadedItems {
    private final StatelessSession session;

    @Inject
    UploadedItems(StatelessSession session) {
        this.session = session;
    }

    /** An item and its place in the export, from 1. */
    record Placed(long ordinal, ExportItem item) {}

    @Transactional(TxType.MANDATORY)
    void keep(UUID backfill, List<ExportItem> items) {
        session.insertMultiple(IntStream.range(0, items.size())
                .mapToObj(i -> new BackfillItemRow(backfill, i + 1, items.get(i)))
                .toList());
    }

    @Transactional
    List<Placed> after(UUID backfill, long ordinal, int limit) {
        return session
                .createNativeQuery(
                        """
                        select ordinal, content_type, payload from backfill_item
                        where backfill_id = :backfill and ordinal > :ordinal order by ordinal limit :limit""",
                        Tuple.class)
                .addScalar("ordinal", Long.class)
                .addScalar("content_type", String.class)
                .addScalar("payload", byte[].class)
                .setParameter("backfill", backfill)
                .setParameter("ordinal", ordinal)
                .setParameter("limit", limit)
                .stream()
                .map(row -> new Placed(
                        row.get(0, Long.class), new ExportItem(row.get(1, String.class), row.get(2, byte[].class))))
                .toList();
    }

    @Transactional(TxType.MANDATORY)
    void forget(UUID backfill) {
        session.createMutationQuery("delete BackfillItemRow where id.backfillId = :backfill")
                .setParameter("backfill", backfill)
                .executeUpdate();
    }
}
