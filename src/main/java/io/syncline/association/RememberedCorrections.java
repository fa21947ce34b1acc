package io.syncline.association;

import io.syncline.association.AssociationCorrections.Target;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.event.Address;
import io.syncline.event.Ids;
import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Corrections that people want remembered: activities of an address belong to a record from now on, or never do. What was
 * filed before is associated again in the background, and again when one is revoked.
 */
@ApplicationScoped
public class RememberedCorrections {
    private final StatelessSession session;
    private final AssociationTasks tasks;
    private final Audit audit;
    private final Clock clock;

    @Inject
    RememberedCorrections(StatelessSession session, AssociationTasks tasks, Audit audit, Clock clock) {
        this.session = session;
        this.tasks = tasks;
        this.audit = audit;
        this.clock = clock;
    }

    /** The newest first. */
    @Transactional
    public Page<RememberedCorrection> list(PageRequest request) {
        var query = session.createSelectionQuery(
                "from RememberedRow" + (request.after().isPresent() ? " where id < :after" : "") + " order by id desc",
                RememberedRow.class);
        request.after().ifPresent(cursor -> query.setParameter("after", cursor.id()));
        List<RememberedCorrection> rows = query.setMaxResults(request.limit() + 1).list().stream()
                .map(RememberedRow::correction)
                .toList();
        return Page.of(rows, request.limit(), row -> Cursor.of(row.decidedAt(), row.id()));
    }

    /**
     * Remembers what a person decides; of the records of one kind an address belongs to one, so the one before is revoked.
     *
     * @param linked false where activities of the address shall not be linked to the target
     * @param since of activities that happened then or later; null for all
     * @param activity at which it was decided, or null
     */
    @Transactional
    public RememberedCorrection remember(
            Address address, Target target, boolean linked, Instant since, UUID activity, String user) {
        String mailbox = session.createNativeQuery("select mailbox(:address)", String.class)
                .setParameter("address", address.value())
                .getSingleResult();
        session
                .createSelectionQuery(
                        "from RememberedRow where address = :address and entity = :entity order by id",
                        RememberedRow.class)
                .setParameter("address", mailbox)
                .setParameter("entity", target.entity())
                .list()
                .stream()
                .filter(before -> before.replacedBy(target.id(), linked))
                .forEach(before -> forget(before, user));
        var correction = new RememberedCorrection(
                Ids.next(),
                mailbox,
                target.entity(),
                target.id(),
                linked,
                since,
                "user:" + user,
                clock.instant(),
                activity);
        session.insert(new RememberedRow(correction));
        audit.record(AuditEntry.person(
                target.entity(), target.id(), "correction-remembered", null, describe(correction), user));
        tasks.addressesChanged(List.of(mailbox));
        return correction;
    }

    /**
     * The rules decide again.
     *
     * @return false when there is no such correction
     */
    @Transactional
    public boolean revoke(UUID id, String user) {
        RememberedRow row = session.get(RememberedRow.class, id);
        if (row == null) {
            return false;
        }
        forget(row, user);
        return true;
    }

    private void forget(RememberedRow row, String user) {
        RememberedCorrection correction = row.correction();
        session.delete(row);
        audit.record(AuditEntry.person(
                correction.entity(), correction.entityId(), "correction-revoked", describe(correction), null, user));
        tasks.addressesChanged(List.of(correction.address()));
    }

    private static Map<String, Object> describe(RememberedCorrection correction) {
        var described = new LinkedHashMap<String, Object>();
        described.put("address", correction.address());
        described.put("linked", correction.linked());
        if (correction.since() != null) {
            described.put("since", correction.since().toString());
        }
        if (correction.activityId() != null) {
            described.put("activity", correction.activityId().toString());
        }
        return described;
    }
}
