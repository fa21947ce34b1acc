package io.syncline.rebuild;

import io.syncline.database.Locks;
import io.syncline.privacy.ErasureBegun;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Hands the rebuild out to replicas, under a lease by the database's clock, and keeps how far it is. */
@ApplicationScoped
class RebuildJobs {
    /** Longer than a step takes; shorter than people wait when a replica is gone. */
    private static final String LEASE = "clock_timestamp() + interval '2 minutes'";

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final StatelessSession session;
    private final Locks locks;

    @Inject
    RebuildJobs(StatelessSession session, Locks locks) {
        this.session = session;
        this.locks = locks;
    }

    /** The rebuild is another replica's now, or a person has ended it. What was not committed yet must not be. */
    static final class LostException extends RuntimeException {
        LostException(UUID id) {
            super("rebuild " + id + " is no longer this replica's");
        }
    }

    /** The one that is open and that nobody works on, now leased. */
    @Transactional
    Optional<RebuildRow> claim() {
        return session.createNativeQuery(
                        "update rebuild set fence = fence + 1, leased_until = " + LEASE
                                + """
                         where id = (select id from rebuild
                                     where state in ('running', 'applying')
                                       and coalesce(leased_until, '-infinity') < clock_timestamp()
                                       and coalesce(not_before, '-infinity') < clock_timestamp()
                                     for update skip locked limit 1)
                        returning *""",
                        RebuildRow.class)
                .uniqueResultOptional();
    }

    /**
     * Writes within the transaction of what was done, so that both are there or neither.
     *
     * @param sets columns and what they become, as SQL without parameters
     * @throws LostException if the rebuild is not this replica's any more
     */
    @Transactional(TxType.MANDATORY)
    void set(RebuildRow job, String sets) {
        int written = session.createNativeMutationQuery(
                        "update rebuild set " + sets
                                + (sets.contains("leased_until") ? "" : ", leased_until = " + LEASE)
                                + ", problem = null, failures = 0 where id = :id and fence = :fence and state in ('running', 'applying')")
                .setParameter("id", job.id)
                .setParameter("fence", job.fence)
                .executeUpdate();
        if (written == 0) {
            throw new LostException(job.id);
        }
    }

    /** Lets others take it at once. */
    @Transactional
    void released(RebuildRow job) {
        session.createNativeMutationQuery("update rebuild set leased_until = null where id = :id and fence = :fence")
                .setParameter("id", job.id)
                .setParameter("fence", job.fence)
                .executeUpdate();
    }

    /** Waits longer after each failure in a row; how far it is stays. */
    @Transactional
    void postponed(RebuildRow job, String problem) {
        session.createNativeMutationQuery(
                        """
                        update rebuild set problem = cast(:problem as text), failures = failures + 1, leased_until = null,
                            not_before = clock_timestamp()
                                + least(power(2, least(failures, 20)), :longest) * interval '1 second'
                        where id = :id and fence = :fence""")
                .setParameter("problem", problem)
                .setParameter("longest", LONGEST_WAIT.toSeconds())
                .setParameter("id", job.id)
                .setParameter("fence", job.fence)
                .executeUpdate();
    }

    /** Ends a rebuild that nobody can derive. */
    @Transactional
    void failed(RebuildRow job, String problem) {
        end(job, "state = 'failed', finished_at = clock_timestamp()", problem);
    }

    /** Leaves it to people whether to try again. */
    @Transactional
    void handedBack(RebuildRow job, String problem) {
        end(job, "state = 'ready'", problem);
    }

    private void end(RebuildRow job, String sets, String problem) {
        session.createNativeMutationQuery(
                        "update rebuild set " + sets
                                + ", leased_until = null, problem = :problem where id = :id and fence = :fence and state in ('running', 'applying')")
                .setParameter("problem", problem)
                .setParameter("id", job.id)
                .setParameter("fence", job.fence)
                .executeUpdate();
    }

    /** Those that are over and whose copies are still there. */
    @Transactional
    List<UUID> uncleared() {
        return session.createNativeQuery(
                        "select id from rebuild where state in ('applied', 'dropped', 'failed') and not cleared",
                        UUID.class)
                .list();
    }

    /** Takes the copies out, unless another rebuild works in their place already. */
    @Transactional
    void clear(List<UUID> over) {
        // Nobody starts one in this moment.
        locks.take("rebuild");
        session.createNativeQuery(
                        """
                        select case when not exists (select 1 from rebuild where state in ('running', 'ready', 'applying'))
                            then cast(rebuild_clear() as text) end""",
                        String.class)
                .getSingleResultOrNull();
        session.createNativeMutationQuery("update rebuild set cleared = true where id in (:over)")
                .setParameterList("over", over)
                .executeUpdate();
    }

    /** Copies know who is erased: what is open begins anew when a person says so, and what was changed is forgotten. */
    @Transactional(TxType.MANDATORY)
    void drop(@Observes ErasureBegun erasure) {
        session.createNativeMutationQuery(
                        """
                        update rebuild set state = 'dropped', finished_at = clock_timestamp(),
                            problem = 'somebody was erased meanwhile; start again'
                        where state in ('running', 'ready', 'applying')""")
                .executeUpdate();
        session.createNativeMutationQuery("delete from rebuild_change").executeUpdate();
    }
}
