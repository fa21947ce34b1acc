package io.syncline.reconciliation;

import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.backfill.ExportItem;
import io.syncline.database.Locks;
import io.syncline.event.Ids;
import io.syncline.paging.Cursor;
import io.syncline.paging.NewestFirst;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** What people do with runs of checks: start, look, end. Each is an audit row. */
@ApplicationScoped
public class Reconciliations {
    private static final String ENTITY = "reconciliation";

    private final StatelessSession session;
    private final Locks locks;
    private final Checks checks;
    private final Runs runs;
    private final SentItems items;
    private final Audit audit;
    private final Clock clock;

    @Inject
    Reconciliations(
            StatelessSession session,
            Locks locks,
            Checks checks,
            Runs runs,
            SentItems items,
            Audit audit,
            Clock clock) {
        this.session = session;
        this.locks = locks;
        this.checks = checks;
        this.runs = runs;
        this.items = items;
        this.audit = audit;
        this.clock = clock;
    }

    /** The names of the checks. */
    public Set<String> checks() {
        return checks.names();
    }

    /**
     * Starts a check.
     *
     * @throws IllegalStateException if one of the same things is under way
     */
    @Transactional
    public Reconciliation start(ReconciliationOrder order, String user) {
        return view(insert(order, false, user), Map.of());
    }

    /**
     * Starts a check that compares with a list of a source's items.
     *
     * @throws IllegalStateException if one of the same things is under way
     */
    @Transactional
    public Reconciliation start(ReconciliationOrder order, List<ExportItem> list, String user) {
        RunRow row = insert(order, true, user);
        items.keep(row.id, list);
        return view(row, Map.of());
    }

    private RunRow insert(ReconciliationOrder order, boolean uploaded, String user) {
        // Two that start in the same moment would both find none.
        locks.take("reconciliation:" + order.check());
        session.createSelectionQuery(
                        """
                        select id from RunRow
                        where checkName = :check and state = 'running' and connector is not distinct from :connector
                        order by createdAt""",
                        UUID.class)
                .setParameter("check", order.check())
                .setParameter("connector", order.connector())
                .setMaxResults(1)
                .uniqueResultOptional()
                .ifPresent(open -> {
                    throw new IllegalStateException("reconciliation " + open + " of check " + order.check()
                            + " is not over; let it end, or stop it first");
                });
        RunRow row = new RunRow(Ids.next(), order, uploaded, "user:" + user, clock.instant());
        session.insert(row);
        record(row, "started", null, user);
        return row;
    }

    @Transactional
    public Optional<Reconciliation> find(UUID id) {
        return Optional.ofNullable(session.get(RunRow.class, id)).map(this::view);
    }

    /** The newest first. */
    @Transactional
    public Page<Reconciliation> list(PageRequest request) {
        Page<RunRow> rows = NewestFirst.page(session, RunRow.class, request, row -> Cursor.of(row.createdAt, row.id));
        var counts = counts(rows.items().stream().map(row -> row.id).toList());
        return rows.map(row -> view(row, counts.getOrDefault(row.id, Map.of())));
    }

    /**
     * Ends a run; what it found and mended stays.
     *
     * @return empty when there is no such run
     * @throws IllegalStateException if it is over
     */
    @Transactional
    public Optional<Reconciliation> stop(UUID id, String user) {
        RunRow row = session.get(RunRow.class, id, LockMode.PESSIMISTIC_WRITE);
        if (row == null) {
            return Optional.empty();
        }
        if (row.state() != RunState.RUNNING) {
            throw new IllegalStateException("reconciliation " + id + " is over: " + row.state);
        }
        row.state = RunState.STOPPED.word();
        row.step = null;
        row.leasedUntil = null;
        row.finishedAt = clock.instant();
        session.update(row);
        runs.forget(id);
        record(row, "stopped", Map.of("state", RunState.RUNNING.word()), user);
        return Optional.of(view(row));
    }

    private void record(RunRow row, String action, Map<String, Object> before, String user) {
        Map<String, Object> after = new LinkedHashMap<>();
        after.put("check", row.checkName);
        after.put("state", row.state);
        after.put("repair", row.repair);
        putIfPresent(after, "connector", row.connector);
        putIfPresent(after, "from", row.fromDay);
        putIfPresent(after, "to", row.toDay);
        audit.record(AuditEntry.person(ENTITY, row.id, action, before, after, user));
    }

    private static void putIfPresent(Map<String, Object> values, String name, Object value) {
        if (value != null) {
            values.put(name, value.toString());
        }
    }

    private Reconciliation view(RunRow row) {
        return view(row, counts(List.of(row.id)).getOrDefault(row.id, Map.of()));
    }

    /** By run, how many of each kind it found, mended or closed. */
    private Map<UUID, Map<String, Map<FindingState, Long>>> counts(List<UUID> runs) {
        Map<UUID, Map<String, Map<FindingState, Long>>> counts = new HashMap<>();
        session.createNativeQuery(
                        """
                        select r.run_id, f.kind, r.state, count(*)
                        from reconciliation_report r join finding f on f.id = r.finding_id
                        where r.run_id = any(:runs) group by r.run_id, f.kind, r.state""",
                        Tuple.class)
                .setParameter("runs", runs.toArray(UUID[]::new))
                .list()
                .forEach(row -> counts.computeIfAbsent(row.get(0, UUID.class), run -> new TreeMap<>())
                        .computeIfAbsent(row.get(1, String.class), kind -> new EnumMap<>(FindingState.class))
                        .put(FindingState.of(row.get(2, String.class)), row.get(3, Long.class)));
        return counts;
    }

    private static Reconciliation view(RunRow row, Map<String, Map<FindingState, Long>> counts) {
        return new Reconciliation(
                row.id,
                row.checkName,
                row.connector,
                row.fromDay,
                row.toDay,
                row.repair,
                row.uploaded,
                row.state(),
                row.step,
                row.lookedAt,
                counts,
                row.problem,
                row.startedBy,
                row.createdAt,
                row.finishedAt);
    }
}
