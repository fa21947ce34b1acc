package io.syncline.operation;

import io.syncline.association.AssociationTasks;
import io.syncline.attribution.ContactHistory;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.event.Ids;
import io.syncline.ledger.LedgerErasure;
import io.syncline.privacy.Tombstones;
import io.syncline.timeline.ActivityErasure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Finds the addresses that are stored anywhere, and excludes what was filed of one. */
@ApplicationScoped
class NeverLogSweep {
    /** Activities of one transaction. */
    static final int BATCH = 500;

    private static final String ADDRESSES =
            """
            select address from (
                select address from participant where address > :after
                union select mailbox from event_address where mailbox > :after
                union select email from lead where email > :after
                union select phone from lead where phone > :after
                union select value from identity where contact_id is not null and value > :after
                union select m.address from sync_event e cross join lateral mailboxes_in(e.payload) m (address)
                where e.status <> 'applied' and e.payload is not null and m.address > :after) known
            order by address limit :limit""";

    private final StatelessSession session;
    private final ActivityErasure activities;
    private final LedgerErasure ledger;
    private final ContactHistory history;
    private final AssociationTasks tasks;
    private final Tombstones tombstones;
    private final Audit audit;

    @Inject
    NeverLogSweep(
            StatelessSession session,
            ActivityErasure activities,
            LedgerErasure ledger,
            ContactHistory history,
            AssociationTasks tasks,
            Tombstones tombstones,
            Audit audit) {
        this.session = session;
        this.activities = activities;
        this.ledger = ledger;
        this.history = history;
        this.tasks = tasks;
        this.tombstones = tombstones;
        this.audit = audit;
    }

    /** What one transaction excluded. */
    record Excluded(int activities, int events) {}

    /**
     * @param after the last address of the page before, or an empty one
     */
    @Transactional
    List<String> addresses(String after, int limit) {
        return session.createNativeQuery(ADDRESSES, String.class)
                .setParameter("after", after)
                .setParameter("limit", limit)
                .list();
    }

    /** Audits that a person had the rules applied; before the first change, so that it stands whatever happens. */
    @Transactional
    void asked(int rules, boolean dryRun, String user) {
        record("requested", Map.of("rules", rules, "dryRun", dryRun), user);
    }

    /** Excludes a batch of what was filed of an address; at the last also what was not filed. */
    @Transactional
    Excluded exclude(String address, String rule, String user) {
        tombstones.begin();
        List<UUID> found = activities.of(address, BATCH);
        List<UUID> events = ledger.involving(found, found.size() < BATCH ? List.of(address) : List.of());
        if (found.isEmpty() && events.isEmpty()) {
            return new Excluded(0, 0);
        }
        audit.redact(List.of(), found, events, List.of(), "never-log", user);
        tasks.activitiesChanged(activities.neighbours(found));
        history.remove(events);
        activities.remove(found);
        ledger.exclude(events, "never-log: " + rule);
        record("excluded", Map.of("activities", found.size(), "events", events.size()), user);
        return new Excluded(found.size(), events.size());
    }

    private void record(String action, Map<String, Object> what, String user) {
        audit.record(AuditEntry.person("never-log", Ids.next(), action, null, what, user));
    }
}
