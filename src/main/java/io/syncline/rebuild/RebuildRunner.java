package io.syncline.rebuild;

import io.quarkus.arc.Unremovable;
import io.syncline.event.PermanentSyncException;
import io.syncline.ledger.Failure;
import io.syncline.rebuild.RebuildJobs.LostException;
import io.syncline.runtime.Shutdown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Works on the rebuild that is open; another replica goes on where this one stood. */
@ApplicationScoped
@Named("rebuildRunner")
@Unremovable
public class RebuildRunner {
    private static final Logger LOG = Logger.getLogger(RebuildRunner.class);
    private static final int ATTEMPTS = 5;

    private static final String COPIED =
            """
            phase = 'deriving', done = 0, copied = pg_current_snapshot(), copied_at = clock_timestamp(),
            audited = coalesce((select max(id) from audit), 0), total = (select count(*) from syncline_shadow.rebuild_event)""";

    private final RebuildJobs jobs;
    private final Shadow shadow;
    private final Copying copying;
    private final Deriving deriving;
    private final Comparison comparison;
    private final Adoption adoption;
    private final Shutdown shutdown;

    @Inject
    RebuildRunner(
            RebuildJobs jobs,
            Shadow shadow,
            Copying copying,
            Deriving deriving,
            Comparison comparison,
            Adoption adoption,
            Shutdown shutdown) {
        this.jobs = jobs;
        this.shadow = shadow;
        this.copying = copying;
        this.deriving = deriving;
        this.comparison = comparison;
        this.adoption = adoption;
        this.shutdown = shutdown;
    }

    /** Takes up the rebuild that nobody works on, and stays with it until it is ready, applied, or fails. */
    public void run() {
        if (!shutdown.begun()) {
            jobs.claim().ifPresent(this::work);
            List<UUID> over = jobs.uncleared();
            if (!over.isEmpty()) {
                jobs.clear(over);
            }
        }
    }

    private void work(RebuildRow job) {
        try {
            if (job.state() == RebuildState.APPLYING) {
                apply(job);
            } else {
                derive(job);
            }
        } catch (LostException lost) {
            LOG.infof("rebuild %s is left to others: %s", job.id, lost.getMessage());
        } catch (PermanentSyncException e) {
            LOG.warnf("rebuild %s failed: %s", job.id, e.getMessage());
            jobs.failed(job, e.getMessage());
        } catch (RuntimeException e) {
            String problem = Failure.of(e).message();
            LOG.warnf("rebuild %s waits: %s", job.id, problem);
            jobs.postponed(job, problem);
        }
    }

    private void derive(RebuildRow job) {
        if (job.phase.equals("copying")) {
            shadow.beside(() -> {
                copying.copy(job);
                // Last, so that nobody who drops it has to wait.
                jobs.set(job, COPIED);
                copying.count(job);
                return null;
            });
            job.done = 0;
        }
        boolean derived = upToDate(job);
        // And what has come while that was derived.
        if (derived && upToDate(job)) {
            compare(job, "state = 'ready', leased_until = null");
        } else {
            jobs.released(job);
        }
    }

    /** Events that came while others were derived are derived as well. */
    private boolean upToDate(RebuildRow job) {
        shadow.beside(() -> {
            copying.catchUp(job);
            copying.count(job);
            jobs.set(job, "total = (select count(*) from syncline_shadow.rebuild_event)");
            return null;
        });
        int batches = 0;
        while (!shutdown.begun() && deriving.next(job)) {
            if (Integer.bitCount(++batches) == 1) {
                shadow.plain(this::analyzed);
            }
        }
        deriving.settle(job, shutdown::begun);
        return !shutdown.begun();
    }

    private Void analyzed() {
        shadow.analyze();
        return null;
    }

    private void compare(RebuildRow job, String then) {
        shadow.plain(() -> {
            shadow.analyze();
            jobs.set(job, "phase = 'comparing'");
            return null;
        });
        shadow.beside(() -> {
            comparison.compare(job.id);
            jobs.set(job, then);
            return null;
        });
    }

    private void apply(RebuildRow job) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (!upToDate(job)) {
                jobs.released(job);
                return;
            }
            compare(job, "phase = 'comparing'");
            boolean adopted = shadow.plain(() -> {
                boolean done = adoption.adopt(job);
                if (done) {
                    jobs.set(job, "state = 'applied', finished_at = clock_timestamp()");
                }
                return done;
            });
            if (adopted) {
                return;
            }
        }
        jobs.handedBack(job, "what it would change was changed " + ATTEMPTS + " times in a row; try again later");
    }
}
