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

    private final Spool spool;
    private final Connectors connectors;
    private final DatabaseWatch database;
    private final Shutdown shutdown;
    private final Clock clock;
    private final Patience patience = new Patience();
    private final Parcels parcels;

    private List<SpoolFile> inHand = List.of();
    private int expected;
    private List<SpoolFile> undeleted = List.of();
    private boolean looking;
    private boolean stopped;
    private int keptInLook;
    private SpoolFile failedAlone;
    private Instant failedAt;
    private SpoolFile stubborn;
    private volatile Instant keptAt = Instant.MIN;

    @Inject
    SpoolDrain(Spool spool, Connectors connectors, DatabaseWatch database, Shutdown shutdown, Clock clock) {
        this.spool = spool;
        this.connectors = connectors;
        this.database = database;
        this.shutdown = shutdown;
        this.clock = clock;
        this.parcels = new Parcels(spool, patience);
    }

    /** Whether something of the spool was kept since then; never waits. */
    public boolean hasKeptSince(Instant then) {
        return !keptAt.isBefore(then);
    }

    /** Takes the next files in hand; false when there are none, or those before were not kept. */
    public synchronized boolean next() {
        if (!looking) {
            looking = true;
            beginLook();
        }
        inHand = stopped || shutdown.begun() ? List.of() : choose();
        if (inHand.isEmpty()) {
            endLook();
        }
        return looking;
    }

    private List<SpoolFile> choose() {
        Instant now = clock.instant();
        return stubborn == null ? parcels.next(now) : parcels.probe(stubborn, now);
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
        keptInLook = 0;
        looking = false;
        stopped = false;
        stubborn = null;
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
        keptAt = clock.instant();
        patience.kept(keptAt);
        if (stubborn != null) {
            patience.passOver(stubborn, keptAt);
            stubborn = null;
        }
        keptInLook += expected;
        undeleted = inHand;
        inHand = List.of();
        deleteKept();
        parcels.kept();
    }

    /** What was kept and could not be deleted is not handed on again. */
    private void deleteKept() throws IOException {
        if (!undeleted.isEmpty()) {
            spool.remove(undeleted);
            undeleted = List.of();
        }
    }

    /** Ends the look, unless it seems to be the file in hand alone that fails: then another is tried. */
    public synchronized void failed(Exception cause) {
        if (parcels.failed()) {
            LOG.warnf(
                    "spooled webhooks are not kept yet: waiting=%d cause=%s",
                    (Object) spool.deliveries(), root(cause).getClass().getSimpleName());
        }
        failedAt = clock.instant();
        if (stubborn != null) {
            // The other one fails, too.
            failedAlone = null;
            stopped = true;
            return;
        }
        failedAlone = inHand.size() == 1 ? inHand.get(0) : null;
        stubborn = failedAlone != null && patience.isStubborn(failedAlone) ? failedAlone : null;
        stopped = stubborn == null;
    }

    private static Throwable root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
