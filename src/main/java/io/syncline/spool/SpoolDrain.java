package io.syncline.spool;

import io.quarkus.arc.Unremovable;
import io.syncline.connector.Connectors;
import io.syncline.database.DatabaseWatch;
import io.syncline.event.Delivery;
import io.syncline.event.TransientSyncException;
import io.syncline.runtime.Shutdown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The steps of the route spool-drain: take the oldest files in hand, hand on their deliveries, and delete the files once
 * all of them were kept. A failure ends the look; the next one begins with the oldest file again, alone.
 */
@ApplicationScoped
@Named("spoolDrain")
@Unremovable
public class SpoolDrain {
    private static final Logger LOG = Logger.getLogger(SpoolDrain.class);

    /** Kept in one transaction. */
    private static final int MOST_FILES = 25;

    private static final long MOST_BYTES = 2L * 1024 * 1024;

    private final Spool spool;
    private final Connectors connectors;
    private final DatabaseWatch database;
    private final Shutdown shutdown;
    private final Clock clock;
    private final Patience patience = new Patience();

    private List<SpoolFile> inHand = List.of();
    private int expected;
    private List<SpoolFile> undeleted = List.of();
    private int most = MOST_FILES;
    private boolean looking;
    private boolean stopped;
    private int keptInLook;
    private SpoolFile failedAlone;
    private Instant failedAt;
    private volatile boolean nearlyDone;

    @Inject
    SpoolDrain(Spool spool, Connectors connectors, DatabaseWatch database, Shutdown shutdown, Clock clock) {
        this.spool = spool;
        this.connectors = connectors;
        this.database = database;
        this.shutdown = shutdown;
        this.clock = clock;
    }

    /** Whether the spool is about to be empty, so that waiting for that is shorter than going behind it. */
    public boolean isNearlyDone() {
        return nearlyDone && spool.requests() <= 2 * MOST_FILES;
    }

    /** Takes the next files in hand; false when there are none, or those before were not kept. */
    public synchronized boolean next() {
        if (!looking) {
            looking = true;
            beginLook();
        }
        inHand = stopped || shutdown.begun() ? List.of() : oldest();
        if (inHand.isEmpty()) {
            endLook();
        }
        return looking;
    }

    private void beginLook() {
        try {
            deleteKept();
            judge();
            spool.takeOver();
        } catch (IOException e) {
            LOG.warnf("the spool cannot be drained now: cause=%s", e.toString());
            stopped = true;
        }
    }

    /** Only what fails while the database is there is the file's own fault. */
    private void judge() throws IOException {
        SpoolFile suspect = failedAlone;
        failedAlone = null;
        if (suspect != null && database.answeredAfter(failedAt) && patience.failed(suspect, clock.instant())) {
            putAside(suspect, "it was not kept while others were");
        }
    }

    private void endLook() {
        if (keptInLook > 0) {
            LOG.infof("spooled webhooks are kept: deliveries=%d waiting=%d", (Object) keptInLook, spool.deliveries());
        }
        nearlyDone = false;
        keptInLook = 0;
        looking = false;
        stopped = false;
    }

    /** As many as go into one transaction; a suspect goes alone. */
    private List<SpoolFile> oldest() {
        var files = new ArrayList<SpoolFile>();
        long bytes = 0;
        for (SpoolFile file : spool.oldestFirst()) {
            if (patience.isDue(file, clock.instant())) {
                bytes += file.bytes();
                boolean fits = files.size() < most && bytes <= MOST_BYTES && !patience.suspects(file);
                if (!files.isEmpty() && !fits) {
                    break;
                }
                files.add(file);
                if (!fits) {
                    break;
                }
            }
        }
        return files;
    }

    /** The deliveries of the files in hand. */
    public synchronized List<Delivery> deliveries() throws IOException {
        var all = new ArrayList<Delivery>();
        for (SpoolFile file : inHand) {
            all.addAll(read(file));
        }
        expected = all.size();
        return all;
    }

    private List<Delivery> read(SpoolFile file) throws IOException {
        if (connectors.find(file.connector()).isEmpty()) {
            putAside(file, "its connector is not configured");
            return List.of();
        }
        try {
            return spool.read(file);
        } catch (DamagedFileException e) {
            putAside(file, e.getMessage());
            return List.of();
        }
    }

    private void putAside(SpoolFile file, String why) throws IOException {
        spool.setAside(file);
        patience.done(file);
        LOG.errorf("a spooled webhook is put aside: connector=%s file=%s cause=%s", file.connector(), file.name(), why);
    }

    /**
     * Deletes the files in hand, after their deliveries were kept.
     *
     * @param answers of the intake, one for each delivery; anything less is a webhook that would be lost
     */
    public synchronized void kept(List<?> answers) throws IOException {
        if (answers.size() != expected) {
            throw new TransientSyncException(
                    "of " + expected + " spooled deliveries the intake answered for " + answers.size());
        }
        inHand.forEach(patience::done);
        patience.kept(clock.instant());
        keptInLook += expected;
        undeleted = inHand;
        inHand = List.of();
        deleteKept();
        most = Math.min(most * 2, MOST_FILES);
        nearlyDone = true;
    }

    /** What was kept and could not be deleted is not handed on again. */
    private void deleteKept() throws IOException {
        if (!undeleted.isEmpty()) {
            spool.remove(undeleted);
            undeleted = List.of();
        }
    }

    /** Ends the look. */
    public synchronized void failed(Exception cause) {
        if (most > 1) {
            LOG.warnf(
                    "spooled webhooks are not kept yet: waiting=%d cause=%s",
                    (Object) spool.deliveries(), root(cause).getClass().getSimpleName());
        }
        failedAlone = inHand.size() == 1 ? inHand.get(0) : null;
        failedAt = clock.instant();
        most = 1;
        stopped = true;
        nearlyDone = false;
    }

    private static Throwable root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
