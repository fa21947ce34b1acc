package io.syncline.reconciliation;

/** Something that is looked at from time to time. It may be begun again at any point: what it finds twice is one finding. */
public interface Check {
    /** As the API, the configuration and the metrics name it. */
    String name();

    /** When it is due, as a Unix cron expression of five fields in UTC; {@code off} for never. */
    String cron();

    /** What a run looks at that the schedule starts. */
    default ReconciliationOrder scheduled() {
        return new ReconciliationOrder(name(), null, null, null, false);
    }

    /**
     * Looks, and tells the run what it finds.
     *
     * @throws io.syncline.event.TransientSyncException if it cannot be done now; it is tried again later, from the beginning
     * @throws io.syncline.event.PermanentSyncException if it cannot be done
     */
    void run(CheckRun run);
}
