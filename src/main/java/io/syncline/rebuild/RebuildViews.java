package io.syncline.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Rebuilds and what they would change, as people see them. */
@ApplicationScoped
public class RebuildViews {
    private static final String CHANGES =
            """
            select id, kind, entity, entity_id, field, action, cast(before as text), cast(after as text), reason, event_key
            from rebuild_change
            where rebuild_id = :rebuild and id > :after and (cast(:kind as text) is null or kind = :kind)
            order by id limit :limit""";

    private final StatelessSession session;
    private final ObjectMapper json;

    @Inject
    RebuildViews(StatelessSession session, ObjectMapper json) {
        this.session = session;
        this.json = json;
    }

    /**
     * What a rebuild would change, or has changed; nothing before it is ready.
     *
     * @param kind or null for all
     */
    @Transactional
    public Page<RebuildChange> changes(UUID rebuild, ChangeKind kind, PageRequest request) {
        List<Tuple> rows = session.createNativeQuery(CHANGES, Tuple.class)
                .setParameter("rebuild", rebuild)
                .setParameter("kind", kind == null ? null : kind.word(), String.class)
                .setParameter("after", request.after().map(Cursor::number).orElse(0L))
                .setParameter("limit", request.limit() + 1)
                .list();
        return Page.of(rows, request.limit(), row -> new Cursor(row.get(0).toString(), rebuild))
                .map(this::change);
    }

    /** Takes out what it would change: it may be personal. */
    @Transactional(TxType.MANDATORY)
    void forget(UUID rebuild) {
        session.createNativeMutationQuery("delete from rebuild_change where rebuild_id = :rebuild")
                .setParameter("rebuild", rebuild)
                .executeUpdate();
    }

    Rebuild of(RebuildRow row) {
        Double rate = row.rate();
        return new Rebuild(
                row.id,
                row.connector,
                row.fromAt,
                row.toAt,
                row.state(),
                row.phase,
                row.total,
                row.done,
                row.kept,
                row.unreadable,
                counts(row.changes),
                row.problem,
                rate == null ? null : Math.round(rate * 10) / 10.0,
                row.left() == null ? null : row.left().toSeconds(),
                row.startedBy,
                row.appliedBy,
                row.createdAt,
                row.finishedAt);
    }

    private RebuildChange change(Tuple row) {
        return new RebuildChange(
                ChangeKind.of(row.get(1, String.class)),
                row.get(2, String.class),
                row.get(3, UUID.class),
                row.get(4, String.class),
                row.get(5, String.class),
                read(row.get(6, String.class), new TypeReference<>() {}),
                read(row.get(7, String.class), new TypeReference<>() {}),
                row.get(8, String.class),
                row.get(9, String.class));
    }

    private Map<ChangeKind, Long> counts(String changes) {
        Map<ChangeKind, Long> counts = new EnumMap<>(ChangeKind.class);
        read(changes, new TypeReference<Map<String, Long>>() {})
                .forEach((word, count) -> counts.put(ChangeKind.of(word), count));
        return counts;
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return text == null ? null : json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
