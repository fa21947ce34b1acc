package io.syncline.ledger;

import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.event.Ids;
import io.syncline.event.Status;
import io.syncline.ledger.ParkedEvents.Parked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What people decide about events that were not applied. */
@ApplicationScoped
public class DeadLetters {
    private final LedgerRows rows;
    private final ParkedEvents parked;
    private final Audit audit;

    @Inject
    DeadLetters(LedgerRows rows, ParkedEvents parked, Audit audit) {
        this.rows = rows;
        this.parked = parked;
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
        discarded(eventId, row.status(), reason, user);
        return row;
    }

    /**
     * Discards a page of what a filter matches, in one transaction.
     *
     * @param after the last of the page before, or null
     * @return what was discarded, as it was before
     */
    @Transactional
    public List<Parked> discardPage(ParkedFilter filter, Parked after, int limit, String reason, String user) {
        List<Parked> page = parked.lockedPage(filter, after, limit);
        page.forEach(event -> discarded(event.id(), event.status(), reason, user));
        return page;
    }

    private void discarded(UUID eventId, Status before, String reason, String user) {
        rows.discard(eventId, reason);
        audit.record(AuditEntry.person(
                "event",
                eventId,
                "discarded",
                Map.of("status", before.word()),
                Map.of("status", "discarded", "reason", reason),
                user));
    }

    /** Audits that a person had many events processed again; before the first, so that it stands whatever happens. */
    @Transactional
    public void replayAsked(ParkedFilter filter, boolean probe, long matched, String user) {
        asked("replay", Map.of("filter", filter.words(), "probe", probe, "matched", matched), user);
    }

    /** Audits that a person had many events discarded. */
    @Transactional
    public void discardAsked(ParkedFilter filter, String reason, long matched, String user) {
        asked("discard", Map.of("filter", filter.words(), "reason", reason, "matched", matched), user);
    }

    private void asked(String command, Map<String, Object> what, String user) {
        audit.record(AuditEntry.person(command, Ids.next(), "requested", null, what, user));
    }

    /** Audits that a person had an event processed again. */
    @Transactional
    public void replayed(UUID eventId, String outcome, String user) {
        audit.record(AuditEntry.person("event", eventId, "replayed", null, Map.of("outcome", outcome), user));
    }
}
