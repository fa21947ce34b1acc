package io.syncline.backfill;

import io.quarkus.arc.Unremovable;
import io.syncline.connector.SourceHistory.Reading;
import io.syncline.connector.SourceHistory.Slice;
import io.syncline.event.IntakeResult;
import io.syncline.event.PermanentSyncException;
import io.syncline.intake.BatchIntake;
import io.syncline.runtime.Shutdown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Works on one backfill at a time, slice by slice; another replica goes on where this one stood. */
@ApplicationScoped
@Named("backfillRunner")
@Unremovable
public class BackfillRunner {
    private static final Logger LOG = Logger.getLogger(BackfillRunner.class);

    private final BackfillJobs jobs;
    private final Readings readings;
    private final BatchIntake intake;
    private final Trials trials;
    private final Pace pace;
    private final Shutdown shutdown;

    @Inject
    BackfillRunner(
            BackfillJobs jobs, Readings readings, BatchIntake intake, Trials trials, Pace pace, Shutdown shutdown) {
        this.jobs = jobs;
        this.readings = readings;
        this.intake = intake;
        this.trials = trials;
        this.pace = pace;
        this.shutdown = shutdown;
    }

    /** Takes up the oldest backfill that nobody works on, and stays with it until it ends, is held, or fails. */
    public void run() {
        if (!shutdown.begun()) {
            jobs.claim().ifPresent(this::work);
        }
    }

    private void work(BackfillRow job) {
        try (Reading reading = readings.open(job)) {
            jobs.counted(job, reading.total(), reading.done());
            read(job, reading);
        } catch (PermanentSyncException e) {
            LOG.warnf("backfill %s of connector %s failed: %s", job.id, job.connector, e.getMessage());
            jobs.over(job, BackfillState.FAILED, e.getMessage());
        } catch (RuntimeException e) {
            LOG.warnf("backfill %s of connector %s waits: %s", job.id, job.connector, e.getMessage());
            jobs.postponed(job, e.getMessage());
        }
    }

    private void read(BackfillRow job, Reading reading) {
        Trials.Trial trial = trials.begin();
        long began = System.nanoTime();
        for (Slice slice = reading.next(); slice != null; slice = reading.next()) {
            List<IntakeResult> results = job.dryRun ? trial.of(slice.deliveries()) : intake.take(slice.deliveries());
            Duration worked = Duration.ofNanos(System.nanoTime() - began);
            Duration rest = pace.restAfter(worked);
            if (!jobs.progressed(job, slice, results, worked.plus(rest))) {
                jobs.released(job);
                return;
            }
            rest(rest);
            began = System.nanoTime();
        }
        if (shutdown.begun()) {
            jobs.released(job);
        } else {
            String problems = String.join("; ", reading.problems());
            jobs.over(job, BackfillState.DONE, problems.isEmpty() ? null : problems);
        }
    }

    private static void rest(Duration rest) {
        try {
            TimeUnit.NANOSECONDS.sleep(rest.toNanos());
        } catch (InterruptedException e) {
            // The process ends: the next slice is not read any more.
            Thread.currentThread().interrupt();
        }
    }
}
