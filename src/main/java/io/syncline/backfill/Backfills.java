package io.syncline.backfill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.database.Locks;
import io.syncline.event.Ids;
import io.syncline.event.Outcome;
import io.syncline.paging.Cursor;
import io.syncline.paging.NewestFirst;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** What people do with backfills: start, look, hold, go on, end. Each is an audit row. */
@ApplicationScoped
public class Backfills {
    private static final String ENTITY = "backfill";

    private final StatelessSession session;
    private final Locks locks;
    private final UploadedItems items;
    private final Audit audit;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    Backfills(StatelessSession session, Locks locks, UploadedItems items, Audit audit, ObjectMapper json, Clock clock) {
        this.session = session;
        this.locks = locks;
        this.items = items;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Starts reading from the source.
     *
     * @throws IllegalStateException if one of the connector is under way
     */
    @Transactional
    public Backfill start(BackfillOrder order, String user) {
        return insert(order, null, user);
    }

    /**
     * Starts taking the items of an export.
     *
     * @throws IllegalStateException if one of the connector is under way
     */
    @Transactional
    public Backfill start(BackfillOrder order, List<ExportItem> export, String user) {
        Backfill backfill = insert(order, (long) export.size(), user);
        items.keep(backfill.id(), export);
        return backfill;
    }

    private Backfill insert(BackfillOrder order, Long total, String user) {
        // Two that start in the same moment would both find none.
        locks.take("backfill:" + order.connector());
        session.createSelectionQuery(
                        "select id from BackfillRow where connector = :connector and state in ('running', 'paused')",
                        UUID.class)
                .setParameter("connector", order.connector())
                .uniqueResultOptional()
                .ifPresent(open -> {
                    throw new IllegalStateException("backfill " + open + " of connector " + order.connector()
                            + " is not over; let it end, or stop it first");
                });
        BackfillRow row = new BackfillRow(Ids.next(), order, total, "user:" + user, clock.instant());
        session.insert(row);
        record(row, "started", null, user);
        return view(row);
    }

    @Transactional
    public Optional<Backfill> find(UUID id) {
        return Optional.ofNullable(session.get(BackfillRow.class, id)).map(this::view);
    }

    /** The newest first. */
    @Transactional
    public Page<Backfill> list(PageRequest request) {
        return NewestFirst.page(session, BackfillRow.class, request, row -> Cursor.of(row.createdAt, row.id))
                .map(this::view);
    }

    /**
     * Whether a run that began after a time has read all of these days.
     *
     * @param from the first day, or null for the beginning
     * @param to the day after the last
     */
    @Transactional
    public boolean covered(String connector, LocalDate from, LocalDate to, Instant after) {
        return session.createNativeQuery(
                                """
                                select count(*) from backfill
                                where connector = :connector and state = 'done' and not dry_run and not uploaded
                                  and created_at >= :after and (to_day is null or to_day >= :to)
                                  and (from_day is null or from_day <= cast(:from as date))""",
                                Long.class)
                        .setParameter("connector", connector)
                        .setParameter("after", after)
                        .setParameter("to", to)
                        .setParameter("from", from, LocalDate.class)
                        .getSingleResult()
                > 0;
    }

    /**
     * Holds, goes on with or ends a backfill.
     *
     * @return empty when there is no such backfill
     * @throws IllegalStateException if it is over
     */
    @Transactional
    public Optional<Backfill> become(UUID id, BackfillState state, String user) {
        BackfillRow row = session.get(BackfillRow.class, id, LockMode.PESSIMISTIC_WRITE);
        if (row == null) {
            return Optional.empty();
        }
        if (!Set.of(BackfillState.RUNNING, BackfillState.PAUSED).contains(row.state())) {
            throw new IllegalStateException("backfill " + id + " is over: " + row.state);
        }
        if (row.state() != state) {
            String before = row.state;
            row.state = state.word();
            row.notBefore = null;
            if (state == BackfillState.STOPPED) {
                row.finishedAt = clock.instant();
                row.position = null;
                items.forget(id);
            }
            session.update(row);
            record(row, state.word(), before, user);
        }
        return Optional.of(view(row));
    }

    private void record(BackfillRow row, String action, String before, String user) {
        Map<String, Object> after = new LinkedHashMap<>();
        after.put("connector", row.connector);
        after.put("state", row.state);
        after.put("dryRun", row.dryRun);
        if (row.fromDay != null) {
            after.put("from", row.fromDay.toString());
        }
        if (row.toDay != null) {
            after.put("to", row.toDay.toString());
        }
        audit.record(AuditEntry.person(
                ENTITY, row.id, action, before == null ? null : Map.of("state", before), after, user));
    }

    private Backfill view(BackfillRow row) {
        Duration left = row.left();
        Double rate = row.rate();
        return new Backfill(
                row.id,
                row.connector,
                row.fromDay,
                row.toDay,
                row.uploaded,
                row.dryRun,
                row.state(),
                row.total,
                row.done,
                counts(row.counts),
                row.problem,
                rate == null ? null : Math.round(rate * 10) / 10.0,
                left == null ? null : left.toSeconds(),
                row.startedBy,
                row.createdAt,
                row.finishedAt);
    }

    private Map<Outcome, Long> counts(String counts) {
        try {
            Map<String, Long> byWord = json.readValue(counts, new TypeReference<>() {});
            Map<Outcome, Long> byOutcome = new LinkedHashMap<>();
            for (Outcome outcome : Outcome.values()) {
                if (byWord.containsKey(outcome.word())) {
                    byOutcome.put(outcome, byWord.get(outcome.word()));
                }
            }
            return byOutcome;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
