package io.syncline.rebuild;

import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.database.Locks;
import io.syncline.event.Ids;
import io.syncline.paging.Cursor;
import io.syncline.paging.NewestFirst;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** What people do with rebuilds: start, look, apply, drop. Each is an audit row. */
@ApplicationScoped
public class Rebuilds {
    static final String ENTITY = "rebuild";

    private final StatelessSession session;
    private final Locks locks;
    private final RebuildViews views;
    private final Audit audit;
    private final Clock clock;

    @Inject
    Rebuilds(StatelessSession session, Locks locks, RebuildViews views, Audit audit, Clock clock) {
        this.session = session;
        this.locks = locks;
        this.views = views;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @throws IllegalStateException if one is not over: there is one place to derive in
     */
    @Transactional
    public Rebuild start(RebuildOrder order, String user) {
        // Two that start in the same moment would both find none.
        locks.take("rebuild");
        session.createSelectionQuery(
                        "select id from RebuildRow where state in ('running', 'ready', 'applying')", UUID.class)
                .uniqueResultOptional()
                .ifPresent(open -> {
                    throw new IllegalStateException("rebuild " + open + " is not over; apply or drop it first");
                });
        RebuildRow row = new RebuildRow(Ids.next(), order, "user:" + user, clock.instant());
        session.insert(row);
        record(row, "started", null, user);
        return views.of(row);
    }

    @Transactional
    public Optional<Rebuild> find(UUID id) {
        return Optional.ofNullable(session.get(RebuildRow.class, id)).map(views::of);
    }

    /** The newest first. */
    @Transactional
    public Page<Rebuild> list(PageRequest request) {
        return NewestFirst.page(session, RebuildRow.class, request, row -> Cursor.of(row.createdAt, row.id))
                .map(views::of);
    }

    /**
     * Puts what was derived in the place of what is there, as soon as it is brought up to date.
     *
     * @return empty when there is no such rebuild
     * @throws IllegalStateException if it is not ready
     */
    @Transactional
    public Optional<Rebuild> apply(UUID id, String user) {
        return lock(id).map(row -> {
            if (row.state() != RebuildState.READY) {
                throw new IllegalStateException("rebuild " + id + " is " + row.state + "; expected ready");
            }
            row.appliedBy = "user:" + user;
            become(row, RebuildState.APPLYING, "requested", user);
            return views.of(row);
        });
    }

    /**
     * Drops a rebuild; what is there stays as it is.
     *
     * @return empty when there is no such rebuild
     * @throws IllegalStateException if it was applied
     */
    @Transactional
    public Optional<Rebuild> drop(UUID id, String user) {
        return lock(id).map(row -> {
            if (row.state() == RebuildState.APPLIED) {
                throw new IllegalStateException("rebuild " + id + " was applied");
            }
            if (row.state() != RebuildState.DROPPED && row.state() != RebuildState.FAILED) {
                row.finishedAt = clock.instant();
                become(row, RebuildState.DROPPED, RebuildState.DROPPED.word(), user);
                views.forget(id);
            }
            return views.of(row);
        });
    }

    private Optional<RebuildRow> lock(UUID id) {
        return Optional.ofNullable(session.get(RebuildRow.class, id, LockMode.PESSIMISTIC_WRITE));
    }

    private void become(RebuildRow row, RebuildState state, String action, String user) {
        String before = row.state;
        row.state = state.word();
        row.problem = null;
        row.notBefore = null;
        session.createMutationQuery(
                        """
                        update RebuildRow set state = :state, problem = null, notBefore = null, appliedBy = :appliedBy,
                            finishedAt = :finishedAt where id = :id""")
                .setParameter("state", row.state)
                .setParameter("appliedBy", row.appliedBy)
                .setParameter("finishedAt", row.finishedAt)
                .setParameter("id", row.id)
                .executeUpdate();
        record(row, action, before, user);
    }

    private void record(RebuildRow row, String action, String before, String user) {
        Map<String, Object> after = new HashMap<>();
        after.put("state", row.state);
        after.put("connector", row.connector);
        after.put("from", row.fromAt == null ? null : row.fromAt.toString());
        after.put("to", row.toAt == null ? null : row.toAt.toString());
        after.values().removeIf(value -> value == null);
        audit.record(AuditEntry.person(
                ENTITY, row.id, action, before == null ? null : Map.of("state", before), after, user));
    }
}
