package io.syncline.reconciliation;

import io.syncline.event.TransientSyncException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A check of the tests: it sees what they put before it. */
@Singleton
public class TrialCheck implements Check {
    static final String KIND = "trial";

    final List<Drift> there = new CopyOnWriteArrayList<>();
    volatile boolean mends;
    volatile boolean holds;
    final AtomicInteger failures = new AtomicInteger();
    volatile String incomplete;

    @Override
    public String name() {
        return "trial";
    }

    @Override
    public String cron() {
        return "0 0 29 2 *";
    }

    @Override
    public void run(CheckRun run) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new TransientSyncException("the trial is away");
        }
        do {
            run.step("looking");
        } while (holds);
        run.looked(there.size());
        for (Drift drift : there) {
            if (mends && run.repairs(drift)) {
                run.repaired(drift);
            } else {
                run.found(drift);
            }
        }
        if (incomplete != null) {
            run.incomplete(incomplete);
        }
        run.covered(Coverage.all(KIND));
    }
}
