package io.syncline.console;

import io.syncline.ledger.ParkedFilter;
import io.syncline.operation.BulkReplay;
import io.syncline.operation.ReplayResult;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * The replays that people have started at this replica, so that they see how far each is. What is replayed is in the
 * ledger and the audit; when the process ends, what is left stays a dead letter.
 */
@ApplicationScoped
class ReplayRuns {
    private static final Logger LOG = Logger.getLogger(ReplayRuns.class);
    private static final int REMEMBERED = 50;
    private static final int AT_ONCE = 2;

    private final BulkReplay replay;
    private final ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE, ReplayRuns::thread);
    private final Map<ParkedFilter, Run> runs = new LinkedHashMap<>();

    @Inject
    ReplayRuns(BulkReplay replay) {
        this.replay = replay;
    }

    /**
     * A replay.
     *
     * @param user who started it
     * @param result so far
     * @param failure what kept it from its end, or null
     */
    record Run(String user, ReplayResult result, boolean over, String failure) {
        public String said() {
            String what = result.replayed() + " of " + result.matched() + " replayed: " + result.applied()
                    + " applied, " + result.retrying() + " to be tried again, " + result.dead() + " dead again.";
            if (failure != null) {
                return what + " It broke off: " + failure;
            }
            return result.stoppedByProbe() ? what + " The first was not applied, so the others were left alone." : what;
        }
    }

    /** Starts one; of the same dead letters only when none is under way. */
    synchronized void start(ParkedFilter filter, boolean probe, String user) {
        Run before = runs.get(filter);
        if (before != null && !before.over()) {
            return;
        }
        put(filter, new Run(user, new ReplayResult(0, 0, 0, 0, 0, false), false, null));
        workers.execute(() -> run(filter, probe, user));
    }

    synchronized Optional<Run> of(ParkedFilter filter) {
        return Optional.ofNullable(runs.get(filter));
    }

    private void run(ParkedFilter filter, boolean probe, String user) {
        try {
            ReplayResult result =
                    replay.replayAll(filter, probe, user, soFar -> put(filter, new Run(user, soFar, false, null)));
            put(filter, new Run(user, result, true, null));
        } catch (RuntimeException e) {
            LOG.warnf("a replay that %s started broke off: %s", user, e.getMessage());
            ReplayResult soFar = of(filter).orElseThrow().result();
            put(filter, new Run(user, soFar, true, "the database or the path could not take it; the log says more"));
        }
    }

    private synchronized void put(ParkedFilter filter, Run run) {
        runs.put(filter, run);
        if (runs.size() > REMEMBERED) {
            runs.remove(runs.keySet().iterator().next());
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "console-replay");
        thread.setDaemon(true);
        return thread;
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }
}
