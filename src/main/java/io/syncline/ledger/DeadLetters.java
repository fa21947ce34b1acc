package io.syncline.ledger;

import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.event.Status;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;

/** What people decide about events that were not applied. */
@ApplicationScoped
public class DeadLetters {
    private final LedgerRows rows;
    private final Audit audit;

    @Inject
    DeadLetters(LedgerRows rows, Audit audit) {
        this.rows = rows;
        this.audit = audit;
    }

    /**
     * Decides that a parked event shall not be applied; it stays in the ledger.
     *
     * @param user who decides
     * @return the event as it was before
     * @throws IllegalArgumentException if no event has this id
     * @throws IllegalStateException if it is neither retrying nor dead
     */
    @Transactional
    public LedgerEvent discard(UUID eventId, String reason, String user) {
        LedgerEvent row = rows.lock(eventId);
        if (row.status() != Status.RETRYING && row.status() != Status.DEAD) {
            throw new IllegalStateException(
                    "the event is " + row.status().word() + "; only one that is retrying or dead can be discarded");
        }
        rows.discard(eventId, reason);
        audit.record(AuditEntry.person(
                "event",
                eventId,
                "discarded",
                Map.of("status", row.status().word()),
                Map.of("status", "discarded", "reason", reason),
                user));
        return row;
    }

    /** Audits that a person had an event processed again. */
    @Transactional
    public void replayed(UUID eventId, String outcome, String user) {
        audit.record(AuditEntry.person("event", eventId, "replayed", null, Map.of("outcome", outcome), user));
    }
}
