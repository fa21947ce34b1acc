package io.syncline.crm;

import io.syncline.association.AssociationTasks;
import io.syncline.association.ContactLinks;
import io.syncline.attribution.ContactHistory;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.crm.Identities.Holder;
import io.syncline.event.Address;
import io.syncline.ledger.LedgerErasure;
import io.syncline.ownership.FieldOwnership;
import io.syncline.privacy.Tombstones;
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
    private static final String ERASURE = "erasure";

    private static final String MADE =
            """
            select c.id from identity i join contact c on c.id = i.contact_id
            where i.value = :address and c.merged_into is null
              and not exists (select 1 from audit a where a.entity = 'contact' and a.entity_id = cast(c.id as text)
                              and a.actor like 'user:%')
              and not exists (select 1 from contact m where m.merged_into = c.id)""";

    private final StatelessSession session;
    private final ContactRows rows;
    private final Identities identities;
    private final ActivityErasure activities;
    private final LedgerErasure ledger;
    private final ContactLinks links;
    private final ContactHistory history;
    private final FieldOwnership ownership;
    private final AssociationTasks tasks;
    private final Tombstones tombstones;
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
            Tombstones tombstones,
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
        this.tombstones = tombstones;
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
        erase(id, ERASURE, user);
    }

    /**
     * Erases the contact of an address, if automation made it and nobody has worked with it since. It may come again: the
     * rule that keeps it away is the configuration's.
     *
     * @return whether there was one
     */
    @Transactional
    public boolean eraseMade(String address, String rule, String user) {
        List<UUID> made = session.createNativeQuery(MADE, UUID.class)
                .setParameter("address", address)
                .list();
        made.forEach(id -> erase(id, rule, user));
        return !made.isEmpty();
    }

    private void erase(UUID id, String rule, String user) {
        tombstones.begin();
        Contact contact = rows.lock(id);
        ContactRows.requireUnmerged(contact);
        List<Contact> all = session.createSelectionQuery(
                        "from Contact where id = :id or mergedInto = :id order by id", Contact.class)
                .setParameter("id", id)
                .list();
        List<UUID> ids = all.stream().map(Contact::id).toList();
        List<String> addresses =
                identities.ofNobodyElse(id).stream().map(Address::value).toList();
        tasks.forget(addresses);
        List<UUID> involved = activities.involving(ids, addresses);
        List<UUID> events = ledger.involving(involved, addresses);
        List<String> spellings = activities.spellings(involved, addresses);

        if (rule.equals(ERASURE)) {
            tombstones.raise(addresses);
        }
        // By their keys, which the ledger is about to hide where they name the person.
        audit.redact(ids, involved, events, spellings, rule, user);
        history.erase(ids, involved, spellings);
        activities.erase(involved, ids, spellings);
        ledger.erase(events, spellings);
        links.erase(involved, ids, user);
        links.forgetRemembered(ids, addresses);
        tasks.activitiesChanged(involved);
        // A number that others share is only theirs from here on.
        tasks.addressesChanged(identities.of(Holder.CONTACT, id).addresses().stream()
                .map(Address::value)
                .filter(address -> !addresses.contains(address))
                .toList());
        identities.forget(ids);
        ownership.forget(ContactRows.ENTITY, ids);
        ownership.veil(spellings);
        all.forEach(this::blank);
        audit.record(AuditEntry.person(
                ContactRows.ENTITY,
                id,
                "erased",
                null,
                Map.of("activities", involved.size(), "events", events.size(), "addresses", addresses.size()),
                user));
    }

    private void blank(Contact contact) {
        contact.erase(clock.instant());
        contact.changed(clock.instant());
        session.update(contact);
    }
}
