package io.syncline.reconciliation;

import io.quarkus.arc.Unremovable;
import io.syncline.event.PermanentSyncException;
import io.syncline.reconciliation.RunInHand.EndedException;
import io.syncline.reconciliation.RunInHand.Hands;
import io.syncline.runtime.Shutdown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jboss.logging.Logger;

/** Starts what is due, and works on one run at a time; another replica begins anew what was left. */
@ApplicationScoped
@Named("reconciliationRunner")
@Unremovable
public class ReconciliationRunner {
    private static final Logger LOG = Logger.getLogger(ReconciliationRunner.class);

    /** A run that fails so often in a row has a fault that does not pass. */
    private static final int MOST_FAILURES = 12;

    private final Schedule schedule;
    private final Checks checks;
    private final Runs runs;
    private final Hands hands;
    private final Shutdown shutdown;

    @Inject
    ReconciliationRunner(Schedule schedule, Checks checks, Runs runs, Hands hands, Shutdown shutdown) {
        this.schedule = schedule;
        this.checks = checks;
        this.runs = runs;
        this.hands = hands;
        this.shutdown = shutdown;
    }

    /** Takes up the oldest run, unless a replica works on one, and stays with it until it ends or fails. */
    public void run() {
        if (!shutdown.begun()) {
            schedule.startDue();
            runs.claim().ifPresent(this::work);
        }
    }

    private void work(RunRow row) {
        try {
            Check check = checks.find(row.checkName)
                    .orElseThrow(() -> new PermanentSyncException(
                            "there is no check " + row.checkName + "; expected one of " + checks.names()));
            RunInHand run = hands.take(row);
            check.run(run);
            run.step("the end");
            runs.over(row, RunState.DONE, run.problem());
        } catch (EndedException e) {
            runs.released(row);
        } catch (PermanentSyncException e) {
            failed(row, e);
        } catch (RuntimeException e) {
            if (row.failures >= MOST_FAILURES) {
                failed(row, e);
            } else {
                LOG.warnf("check %s waits: %s", row.checkName, e.toString());
                runs.postponed(row, message(e));
            }
        }
    }

    private void failed(RunRow row, RuntimeException e) {
        LOG.warnf("check %s failed: %s", row.checkName, e.toString());
        runs.over(row, RunState.FAILED, message(e));
    }

    private static String message(RuntimeException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
