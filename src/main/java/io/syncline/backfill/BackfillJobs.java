package io.syncline.backfill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.connector.SourceHistory.Slice;
import io.syncline.event.IntakeResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.StatelessSession;

/** Hands backfills out to replicas, one at a time under a lease by the database's clock, and keeps how far they are. */
@ApplicationScoped
class BackfillJobs {
    /** Longer than a slice takes; shorter than people wait when a replica is gone. */
    private static final String LEASE = "interval '60 seconds'";

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final StatelessSession session;
    private final UploadedItems items;
    private final ObjectMapper json;

    @Inject
    BackfillJobs(StatelessSession session, UploadedItems items, ObjectMapper json) {
        this.session = session;
        this.items = items;
        this.json = json;
    }

    /** The oldest that nobody works on, now leased. */
    @Transactional
    Optional<BackfillRow> claim() {
        return session.createNativeQuery(
                        """
                        update backfill set fence = fence + 1, leased_until = clock_timestamp() + %s
                        where id = (select id from backfill
                                    where state = 'running'
                                      and coalesce(leased_until, '-infinity') < clock_timestamp()
                                      and coalesce(not_before, '-infinity') < clock_timestamp()
                                    order by created_at for update skip locked limit 1)
                        returning *"""
                                .replace("%s", LEASE),
                        BackfillRow.class)
                .uniqueResultOptional();
    }

    /**
     * Begins a pass.
     *
     * @param done items before it; a dry run begins at the beginning
     */
    @Transactional
    void counted(BackfillRow job, long total, long done) {
        session.createNativeMutationQuery(
                        """
                        update backfill set total = :total, done = :done,
                            counts = case when dry_run then cast('{}' as jsonb) else counts end,
                            worked_ms = case when dry_run then 0 else worked_ms end
                        where id = :id and fence = :fence""")
                .setParameter("total", total)
                .setParameter("done", done)
                .setParameter("id", job.id)
                .setParameter("fence", job.fence)
                .executeUpdate();
    }

    /**
     * Keeps how far a job is and its lease.
     *
     * @return whether to go on: not when a person holds or ended it, nor when the lease is another's
     */
    @Transactional
    boolean progressed(BackfillRow job, Slice slice, List<IntakeResult> results, Duration worked) {
        return session.createNativeQuery(
                        """
                        update backfill set done = :done, position = :position, problem = null, failures = 0,
                            worked_ms = worked_ms + :worked,
                            counts = (select coalesce(jsonb_object_agg(word, n), cast('{}' as jsonb)) from (
                                select key as word, sum(cast(value as bigint)) as n from (
                                    select * from jsonb_each_text(counts)
                                    union all select * from jsonb_each_text(cast(:counts as jsonb))) each
                                group by key) summed),
                            leased_until = clock_timestamp() + %s
                        where id = :id and fence = :fence and state in ('running', 'paused')
                        returning state"""
                                .replace("%s", LEASE),
                        String.class)
                .setParameter("done", slice.items())
                .setParameter("position", slice.position())
                .setParameter("worked", worked.toMillis())
                .setParameter("counts", counts(results))
                .setParameter("id", job.id)
                .setParameter("fence", job.fence)
                .uniqueResultOptional()
                .filter(BackfillState.RUNNING.word()::equals)
                .isPresent();
    }

    /** Lets others take it at once. */
    @Transactional
    void released(BackfillRow job) {
        session.createNativeMutationQuery("update backfill set leased_until = null where id = :id and fence = :fence")
                .setParameter("id", job.id)
                .setParameter("fence", job.fence)
                .executeUpdate();
    }

    /** Waits longer after each failure in a row; how far it is stays. */
    @Transactional
    void postponed(BackfillRow job, String problem) {
        session.createNativeMutationQuery(
                        """
                        update backfill set problem = :problem, failures = failures + 1, leased_until = null,
                            not_before = clock_timestamp()
                                + least(power(2, least(failures, 20)), :longest) * interval '1 second'
                        where id = :id and fence = :fence""")
                .setParameter("problem", problem)
                .setParameter("longest", LONGEST_WAIT.toSeconds())
                .setParameter("id", job.id)
                .setParameter("fence", job.fence)
                .executeUpdate();
    }

    /**
     * Ends a job that a person has not ended before.
     *
     * @param problem what was not handed over or why it failed, or null
     */
    @Transactional
    void over(BackfillRow job, BackfillState state, String problem) {
        int ended = session.createNativeMutationQuery(
                        """
                        update backfill set state = :state, problem = cast(:problem as text), position = null,
                            leased_until = null, finished_at = clock_timestamp()
                        where id = :id and fence = :fence and state in ('running', 'paused')""")
                .setParameter("state", state.word())
                .setParameter("problem", problem)
                .setParameter("id", job.id)
                .setParameter("fence", job.fence)
                .executeUpdate();
        if (ended > 0) {
            items.forget(job.id);
        }
    }

    private String counts(List<IntakeResult> results) {
        Map<String, Integer> counts = new TreeMap<>();
        results.forEach(result -> counts.merge(result.outcome().word(), 1, Integer::sum));
        try {
            return json.writeValueAsString(counts);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
