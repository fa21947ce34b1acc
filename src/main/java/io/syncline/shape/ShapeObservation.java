package io.syncline.shape;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ShutdownEvent;
import io.syncline.event.Delivery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Observes what items look like: in memory, and from time to time into the database. It has no say in what becomes of an
 * item, and what a crash takes of a minute's counts is not missed.
 */
@ApplicationScoped
@Named("shapeObservation")
@Unremovable
public class ShapeObservation {
    private static final Logger LOG = Logger.getLogger(ShapeObservation.class);

    private final StoredShapes stored;
    private final Clock clock;
    private final Map<String, ConnectorTally> tallies = new ConcurrentHashMap<>();

    @Inject
    ShapeObservation(StoredShapes stored, Clock clock) {
        this.stored = stored;
        this.clock = clock;
    }

    /** Counts the shape of an item; nothing that is wrong with it comes out as an exception. */
    public void seen(Delivery delivery) {
        try {
            tallies.computeIfAbsent(delivery.connector(), id -> new ConnectorTally())
                    .add(PayloadShapes.of(delivery).seen(), clock.instant());
        } catch (RuntimeException e) {
            LOG.warnf(
                    "the shape of an item was not taken: connector=%s cause=%s",
                    delivery.connector(), e.getClass().getSimpleName());
        }
    }

    /** Stores what was counted, a transaction a connector; all of it, when it returns. */
    public synchronized void flush() {
        for (Map.Entry<String, ConnectorTally> tally : tallies.entrySet()) {
            if (!flush(tally.getKey(), tally.getValue())) {
                return;
            }
        }
    }

    /** False when the database is away: the others need not try. */
    private boolean flush(String connector, ConnectorTally tally) {
        Map<PathType, ConnectorTally.Seen> counted = tally.take();
        if (counted.isEmpty()) {
            return true;
        }
        try {
            tally.becomeFamiliar(stored.add(connector, counted));
            return true;
        } catch (RuntimeException e) {
            tally.putBack(counted);
            LOG.warnf(
                    "shapes wait to be stored: connector=%s cause=%s",
                    connector, e.getClass().getSimpleName());
            return false;
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        flush();
    }
}
