package io.syncline.crm;

import io.syncline.assignment.OwnerAssignment;
import io.syncline.attribution.ContactHistory;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.crm.Identities.Holder;
import io.syncline.event.Address;
import io.syncline.event.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Makes two contacts of one, the reverse of a merge: chosen addresses are the other's, and with them their leads, touches
 * and activities.
 */
@ApplicationScoped
public class ContactSplit {
    private static final String NAME =
            """
            select p.name from participant p join activity a on a.id = p.activity_id
            where mailbox(p.address) in (select mailbox(w.value) from unnest(cast(:addresses as text[])) w (value))
              and p.address is not null and btrim(p.name) <> ''
            order by p.role in ('from', 'submitter') desc, a.occurred_at desc, a.id limit 1""";

    private final StatelessSession session;
    private final ContactRows rows;
    private final Identities identities;
    private final AddressFields addressFields;
    private final Domains domains;
    private final ContactHistory history;
    private final OwnerAssignment assignment;
    private final Changes changes;
    private final Audit audit;
    private final Clock clock;

    @Inject
    ContactSplit(
            StatelessSession session,
            ContactRows rows,
            Identities identities,
            AddressFields addressFields,
            Domains domains,
            ContactHistory history,
            OwnerAssignment assignment,
            Changes changes,
            Audit audit,
            Clock clock) {
        this.session = session;
        this.rows = rows;
        this.identities = identities;
        this.addressFields = addressFields;
        this.domains = domains;
        this.history = history;
        this.assignment = assignment;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param editor who splits
     * @return the contact that the chosen addresses belong to now
     * @throws MissingException if there is no such contact, or it was erased
     * @throws ValidationException if the addresses are not some of the contact's, or the one to restore was not merged into it
     * @throws ConflictException if the contact was merged
     */
    @Transactional
    public ContactView split(UUID id, Fields fields, Editor editor) {
        Contact contact = rows.lock(id);
        ContactRows.requireUnmerged(contact);
        ContactView before = rows.view(contact);
        AddressBook has = identities.of(Holder.CONTACT, id);
        AddressBook chosen = chosen(fields, has);
        Contact other = other(fields, id, chosen);
        fields.check();

        identities.assign(
                Holder.CONTACT,
                id,
                new AddressBook(has.addresses().stream()
                        .filter(address -> !chosen.addresses().contains(address))
                        .toList()));
        identities.assign(Holder.CONTACT, other.id(), chosen);
        history.split(
                id, other.id(), chosen.addresses().stream().map(Address::value).toList());
        contact.changed(clock.instant());
        session.update(contact);
        assignment.contact(other.id(), null);
        assignment.follow(ContactRows.ENTITY, other.id());
        ContactView view = rows.view(rows.find(other.id()));
        record(before, view, editor);
        return view;
    }

    private void record(ContactView before, ContactView view, Editor editor) {
        ContactView after = rows.view(rows.find(before.id()));
        changes.updated(ContactRows.ENTITY, before.id(), before, after, editor.name());
        audit.record(AuditEntry.person(
                ContactRows.ENTITY,
                view.id(),
                "split",
                Map.of("from", before.id().toString()),
                Map.of("emails", view.emails(), "phones", view.phones()),
                editor.name()));
    }

    private AddressBook chosen(Fields fields, AddressBook has) {
        AddressBook chosen = addressFields.read(fields, AddressBook.EMPTY);
        for (Address.Type type : Address.Type.values()) {
            if (!has.of(type).containsAll(chosen.of(type))) {
                fields.refuse(type == Address.Type.EMAIL ? "emails" : "phones", "some of those that the contact has");
            }
        }
        if (chosen.addresses().isEmpty() || chosen.addresses().containsAll(has.addresses())) {
            fields.refuse("emails", "addresses or numbers of the contact, but not all of them");
        }
        return chosen;
    }

    private Contact other(Fields fields, UUID id, AddressBook chosen) {
        UUID restore = fields.id("restore", null);
        return restore == null ? made(fields, chosen) : restored(fields, id, restore);
    }

    private Contact made(Fields fields, AddressBook chosen) {
        var made = new Contact(Ids.next(), clock.instant());
        String name = fields.text("name", null);
        made.become(name == null ? known(chosen) : name, null, account(chosen), null);
        session.insert(made);
        return made;
    }

    private Contact restored(Fields fields, UUID id, UUID restore) {
        Contact merged = rows.lock(restore);
        if (!id.equals(merged.mergedInto())) {
            fields.refuse("restore", "the id of a contact that was merged into this one");
        }
        merged.standAlone(fields.text("name", merged.name()));
        merged.changed(clock.instant());
        session.update(merged);
        return merged;
    }

    private String known(AddressBook chosen) {
        return session.createNativeQuery(NAME, String.class)
                .setParameter(
                        "addresses",
                        chosen.addresses().stream().map(Address::value).toArray(String[]::new))
                .uniqueResult();
    }

    private UUID account(AddressBook chosen) {
        List<Address> emails = chosen.of(Address.Type.EMAIL);
        return emails.stream()
                .flatMap(address -> domains.account(address).stream())
                .findFirst()
                .orElse(null);
    }
}
