package io.syncline.reconciliation;

import io.syncline.connector.ConnectorConfig;
import java.util.List;
import java.util.UUID;

/** One run of a check, as the check sees it. */
public interface CheckRun {
    UUID id();

    ReconciliationOrder order();

    /** Whether it compares with a list that was sent, which is in {@link SentItems}. */
    boolean uploaded();

    /** The connectors to look at: the one of the order, else all that are configured. */
    List<ConnectorConfig> connectors();

    /**
     * Says what comes next, and keeps the run's lease; to be called between steps that take seconds. It throws when a person
     * has ended the run, the process is about to end, or the run is another replica's: let that pass through.
     */
    void step(String what);

    /** Counts items that were compared, whether they differ or not; people see the count with the next step. */
    void looked(long items);

    /** Keeps a drift that is there. */
    void found(Drift drift);

    /** Whether this drift is to be mended: the run repairs, and no person has accepted it. */
    boolean repairs(Drift drift);

    /** Keeps a drift that was there and is mended. */
    void repaired(Drift drift);

    /** Closes what is open in this part and was not found by this run. */
    void covered(Coverage part);

    /** What could not be looked at, for a person to read; the run is no success then. */
    void incomplete(String problem);
}
