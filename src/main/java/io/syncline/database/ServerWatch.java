package io.syncline.database;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Starts a server again that ended without being told to, such as one that was killed for want of memory. */
final class ServerWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ServerWatch.class);

    /** Sessions of a killed server hold its shared memory for a moment, and it does not start before they are gone. */
    private static final long SECONDS_BETWEEN_ATTEMPTS = 1;

    /** Starts the server. */
    @FunctionalInterface
    interface Start {
        /**
         * @return the number of its process
         */
        long run() throws IOException;
    }

    private final Start start;
    private final ScheduledThreadPoolExecutor restarts = new ScheduledThreadPoolExecutor(1, task -> {
        var thread = new Thread(task, "embedded-postgresql-watch");
        thread.setDaemon(true);
        return thread;
    });

    ServerWatch(Start start) {
        this.start = start;
        restarts.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        restarts.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Watches the process until it ends or this watch is closed. */
    void watch(long pid) {
        var ended = ProcessHandle.of(pid)
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        var unused = ended.thenRun(() -> ended(pid));
    }

    /** After this the server may be stopped; waits for a start that is on its way. */
    @Override
    public void close() {
        restarts.shutdown();
        try {
            if (!restarts.awaitTermination(2, TimeUnit.MINUTES)) {
                LOG.warn("PostgreSQL is still being started again; it is stopped nevertheless");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ended(long pid) {
        if (!restarts.isShutdown()) {
            LOG.errorf("the embedded PostgreSQL ended by itself (process %d); it is started again", pid);
            again(0);
        }
    }

    private void again(long delay) {
        var unused = restarts.schedule(this::restart, delay, TimeUnit.SECONDS);
    }

    private void restart() {
        try {
            watch(start.run());
        } catch (IOException | RuntimeException e) {
            LOG.errorf("the embedded PostgreSQL does not start again yet: %s", e.getMessage());
            again(SECONDS_BETWEEN_ATTEMPTS);
        }
    }
}
