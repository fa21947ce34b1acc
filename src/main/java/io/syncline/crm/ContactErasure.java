package io.syncline.crm;

import io.syncline.association.AssociationTasks;
import io.syncline.association.ContactLinks;
import io.syncline.attribution.ContactHistory;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.event.Address;
import io.syncline.ledger.LedgerErasure;
import io.syncline.ownership.FieldOwnership;
import io.syncline.timeline.ActivityErasure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Takes out everything that says who a contact was. The rows stay, so that counts stay right. */
@ApplicationScoped
public class ContactErasure {
    private final StatelessSession session;
    private final ContactRows rows;
    private final Identities identities;
    private final ActivityErasure activities;
    private final LedgerErasure ledger;
    private final ContactLinks links;
    private final ContactHistory history;
    private final FieldOwnership ownership;
    private final AssociationTasks tasks;
    private final Audit audit;
    private final Clock clock;

    @Inject
    ContactErasure(
            StatelessSession session,
            ContactRows rows,
            Identities identities,
            ActivityErasure activities,
            LedgerErasure ledger,
            ContactLinks links,
            ContactHistory history,
            FieldOwnership ownership,
            AssociationTasks tasks,
            Audit audit,
            Clock clock) {
        this.session = session;
        this.rows = rows;
        this.identities = identities;
        this.activities = activities;
        this.ledger = ledger;
        this.links = links;
        this.history = history;
        this.ownership = ownership;
        this.tasks = tasks;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param user who erases
     * @throws MissingException if there is no such contact, or it was erased
     * @throws ConflictException if it was merged: then the one that stands for it is to be erased
     */
    @Transactional
    public void erase(UUID id, String user) {
        Contact contact = rows.lock(id);
        ContactRows.requireUnmerged(contact);
        List<Contact> all = session.createSelectionQuery(
                        "from Contact where id = :id or mergedInto = :id order by id", Contact.class)
                .setParameter("id", id)
                .list();
        List<UUID> ids = all.stream().map(Contact::id).toList();
        List<String> addresses = identities.of(Identities.Holder.CONTACT, id).addresses().stream()
                .map(Address::value)
                .toList();
        List<UUID> involved = activities.involving(ids, addresses);

        activities.erase(involved, ids, addresses);
        ledger.erase(involved, addresses);
        history.erase(ids, involved, addresses);
        links.erase(involved, ids, user);
        tasks.activitiesChanged(involved);
        identities.assign(Identities.Holder.CONTACT, id, AddressBook.EMPTY);
        ownership.forget(ContactRows.ENTITY, ids);
        all.forEach(this::blank);
        audit.record(AuditEntry.person(
                ContactRows.ENTITY,
                id,
                "erased",
                null,
                Map.of("activities", involved.size(), "addresses", addresses.size()),
                user));
    }

    private void blank(Contact contact) {
        contact.erase(clock.instant());
        contact.changed(clock.instant());
        session.update(contact);
    }
}
