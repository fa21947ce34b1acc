package io.syncline.crm;

import io.syncline.assignment.OwnerAssignment;
import io.syncline.association.AssociationTasks;
import io.syncline.association.ContactLinks;
import io.syncline.attribution.ContactHistory;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.event.SourceEvent;
import io.syncline.ownership.FieldOwnership;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Makes one contact of two: all that one has is the other's, which stands for both from then on. */
@ApplicationScoped
public class ContactMerge {
    private static final List<String> MOVES = List.of(
            """
            delete from identity i where i.contact_id = :from and exists (
                select 1 from identity o where o.contact_id = :into and o.kind = i.kind and o.value = i.value)""",
            """
            update identity set contact_id = :into,
                position = position + (select count(*) from identity where contact_id = :into)
            where contact_id = :from""",
            """
            insert into deal_contact (deal_id, contact_id, role)
            select deal_id, :into, role from deal_contact where contact_id = :from
            on conflict (deal_id, contact_id) do update
            set role = coalesce(deal_contact.role, excluded.role)""",
            "delete from deal_contact where contact_id = :from and cast(:into as uuid) is not null",
            "update contact set merged_into = :into where merged_into = :from");

    private final StatelessSession session;
    private final ContactRows rows;
    private final AssociationTasks tasks;
    private final ContactLinks links;
    private final ContactHistory history;
    private final FieldOwnership ownership;
    private final OwnerAssignment assignment;
    private final Changes changes;
    private final Audit audit;
    private final Clock clock;

    @Inject
    ContactMerge(
            StatelessSession session,
            ContactRows rows,
            AssociationTasks tasks,
            ContactLinks links,
            ContactHistory history,
            FieldOwnership ownership,
            OwnerAssignment assignment,
            Changes changes,
            Audit audit,
            Clock clock) {
        this.session = session;
        this.rows = rows;
        this.tasks = tasks;
        this.links = links;
        this.history = history;
        this.ownership = ownership;
        this.assignment = assignment;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param user who merges
     * @return the contact that stays
     * @throws MissingException if one of them is not there
     * @throws ValidationException if there is nothing to merge into
     * @throws ConflictException if one of them was merged before
     */
    @Transactional
    public ContactView merge(UUID fromId, Fields fields, String user) {
        UUID intoId = fields.required("into", null, "the id of the contact that stays", Fields::uuid);
        if (fromId.equals(intoId)) {
            fields.refuse("into", "the id of another contact");
        }
        fields.check();
        Pair pair = lock(fromId, intoId);
        ContactView before = rows.view(pair.into());
        ContactView after = join(pair);
        audit.record(AuditEntry.person(
                ContactRows.ENTITY, fromId, "merged", null, Map.of("mergedInto", intoId.toString()), user));
        changes.updated(ContactRows.ENTITY, intoId, before, after, user);
        return after;
    }

    /** The same by a rule: an event shows that two contacts are one. */
    @Transactional(TxType.MANDATORY)
    public void absorb(UUID fromId, UUID intoId, String rule, String policyVersion, SourceEvent event) {
        join(lock(fromId, intoId));
        audit.record(AuditEntry.automated(
                ContactRows.ENTITY,
                fromId,
                "merged",
                null,
                Map.of("mergedInto", intoId.toString()),
                rule,
                policyVersion,
                event));
    }

    private record Pair(Contact from, Contact into) {}

    /** Both in one order, or two merges could wait for each other. */
    private Pair lock(UUID fromId, UUID intoId) {
        boolean fromFirst = fromId.compareTo(intoId) < 0;
        Contact first = rows.lock(fromFirst ? fromId : intoId);
        Contact second = rows.lock(fromFirst ? intoId : fromId);
        ContactRows.requireUnmerged(fromFirst ? first : second);
        ContactRows.requireUnmerged(fromFirst ? second : first);
        return fromFirst ? new Pair(first, second) : new Pair(second, first);
    }

    private ContactView join(Pair pair) {
        UUID fromId = pair.from().id();
        UUID intoId = pair.into().id();
        tasks.contactsChanged(List.of(fromId, intoId));
        for (String move : MOVES) {
            session.createNativeMutationQuery(move)
                    .setParameter("from", fromId)
                    .setParameter("into", intoId)
                    .executeUpdate();
        }
        links.moveCorrections(fromId, intoId);
        history.move(fromId, intoId);
        complete(pair.into(), pair.from());
        pair.from().mergeInto(intoId);
        for (Contact contact : List.of(pair.from(), pair.into())) {
            contact.changed(clock.instant());
            session.update(contact);
        }
        ownership.merge(ContactRows.ENTITY, fromId, intoId);
        assignment.follow(ContactRows.ENTITY, intoId);
        return rows.view(rows.find(intoId));
    }

    /** What the contact that stays does not say, the other one says. */
    private void complete(Contact into, Contact from) {
        into.become(
                into.name() == null ? from.name() : into.name(),
                into.title() == null ? from.title() : into.title(),
                into.accountId() == null ? from.accountId() : into.accountId(),
                into.ownerId() == null ? from.ownerId() : into.ownerId());
    }
}
