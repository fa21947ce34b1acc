package io.syncline.reconciliation;

import io.syncline.database.Locks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;

/** Hands runs out to replicas, one at a time under a lease by the database's clock, and keeps how far they are. */
@ApplicationScoped
class Runs {
    /** Longer than a step takes, of which some are queries over all there is. */
    private static final String LEASE = "interval '15 minutes'";

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final StatelessSession session;
    private final Locks locks;

    @Inject
    Runs(StatelessSession session, Locks locks) {
        this.session = session;
        this.locks = locks;
    }

    /** The oldest that may be worked on, now leased; empty while another replica works on one. */
    @Transactional
    Optional<RunRow> claim() {
        if (!locks.tryTake("reconciliation")) {
            return Optional.empty();
        }
        return session.createNativeQuery(
                        """
                        update reconciliation_run set fence = fence + 1, leased_until = clock_timestamp() + %s
                        where id = (select id from reconciliation_run
                                    where state = 'running'
                                      and coalesce(not_before, '-infinity') < clock_timestamp()
                                    order by created_at, id limit 1)
                          and not exists (select from reconciliation_run
                                          where state = 'running' and leased_until >= clock_timestamp())
                        returning *"""
                                .replace("%s", LEASE),
                        RunRow.class)
                .uniqueResultOptional();
    }

    /**
     * Keeps how far a run is and its lease.
     *
     * @return whether to go on: not when a person ended it, nor when the lease is another's
     */
    @Transactional
    boolean progressed(RunRow run, String step, long lookedAt) {
        return own(
                                "update reconciliation_run set step = :step, looked_at = :lookedAt, leased_until = clock_timestamp() + "
                                        + LEASE,
                                run)
                        .setParameter("step", step)
                        .setParameter("lookedAt", lookedAt)
                        .executeUpdate()
                > 0;
    }

    /** Holds the run to the end of the transaction; false when it is not this replica's to work on any more. */
    @Transactional(TxType.MANDATORY)
    boolean hold(RunRow run) {
        return own("update reconciliation_run set failures = failures", run).executeUpdate() > 0;
    }

    /** Lets others take it at once. */
    @Transactional
    void released(RunRow run) {
        own("update reconciliation_run set leased_until = null, step = null", run)
                .executeUpdate();
    }

    /** Waits longer after each failure in a row. */
    @Transactional
    void postponed(RunRow run, String problem) {
        own(
                        """
                        update reconciliation_run set problem = :problem, failures = failures + 1, leased_until = null,
                            step = null, not_before = clock_timestamp()
                                + least(power(2, least(failures, 20)), :longest) * interval '1 second'""",
                        run)
                .setParameter("problem", problem)
                .setParameter("longest", LONGEST_WAIT.toSeconds())
                .executeUpdate();
    }

    /**
     * Ends a run that a person has not ended before.
     *
     * @param problem what could not be looked at or why it failed, or null
     */
    @Transactional
    void over(RunRow run, RunState state, String problem) {
        int ended = own(
                        """
                        update reconciliation_run set state = :state, problem = cast(:problem as text), leased_until = null,
                            step = null, finished_at = clock_timestamp()""",
                        run)
                .setParameter("state", state.word())
                .setParameter("problem", problem)
                .executeUpdate();
        if (ended > 0) {
            forget(run.id);
        }
    }

    /** What is kept of a run only as long as it is not over. */
    @Transactional(TxType.MANDATORY)
    void forget(UUID run) {
        for (String table : new String[] {"reconciliation_item", "reconciliation_listed"}) {
            session.createNativeMutationQuery("delete from " + table + " where run_id = :run")
                    .setParameter("run", run)
                    .executeUpdate();
        }
    }

    private MutationQuery own(String update, RunRow run) {
        return session.createNativeMutationQuery(update + " where id = :id and fence = :fence and state = 'running'")
                .setParameter("id", run.id)
                .setParameter("fence", run.fence);
    }
}
