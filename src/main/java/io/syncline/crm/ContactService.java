package io.syncline.crm;

import io.syncline.assignment.OwnerAssignment;
import io.syncline.association.AssociationTasks;
import io.syncline.crm.Identities.Holder;
import io.syncline.event.Ids;
import io.syncline.ownership.FieldId;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Contacts, as people make and change them. */
@ApplicationScoped
public class ContactService {
    private final StatelessSession session;
    private final ContactRows rows;
    private final Identities identities;
    private final AddressFields addressFields;
    private final References references;
    private final Listing listing;
    private final Changes changes;
    private final OwnerAssignment assignment;
    private final AssociationTasks tasks;
    private final Clock clock;

    @Inject
    ContactService(
            StatelessSession session,
            ContactRows rows,
            Identities identities,
            AddressFields addressFields,
            References references,
            Listing listing,
            Changes changes,
            OwnerAssignment assignment,
            AssociationTasks tasks,
            Clock clock) {
        this.session = session;
        this.rows = rows;
        this.identities = identities;
        this.addressFields = addressFields;
        this.references = references;
        this.listing = listing;
        this.changes = changes;
        this.assignment = assignment;
        this.tasks = tasks;
        this.clock = clock;
    }

    /**
     * A contact; one that was merged says into which.
     *
     * @throws MissingException if there is no such contact, or it was erased
     */
    @Transactional
    public ContactView get(UUID id) {
        return rows.view(rows.find(id));
    }

    /** Contacts whose name or one of whose addresses contains the search, newest first. */
    @Transactional
    public Page<ContactView> list(PageRequest request) {
        Page<Contact> page = listing.page(
                "contact r where r.merged_into is null and r.erased_at is null",
                "r.name ilike :q or exists (select 1 from identity i where i.contact_id = r.id and i.value like lower(:q))",
                Contact.class,
                request,
                Contact::id);
        Map<UUID, AddressBook> books = identities.of(
                Holder.CONTACT, page.items().stream().map(Contact::id).toList());
        return page.map(contact -> ContactView.of(contact, books.getOrDefault(contact.id(), AddressBook.EMPTY)));
    }

    /**
     * @param editor who makes it
     * @throws ValidationException if a field cannot be taken
     * @throws ConflictException if an address is somebody else's
     */
    @Transactional
    public ContactView create(Fields fields, Editor editor) {
        var contact = new Contact(Ids.next(), clock.instant());
        AddressBook addresses = take(fields, contact, AddressBook.EMPTY);
        session.insert(contact);
        identities.assign(Holder.CONTACT, contact.id(), addresses);
        ContactView view = rows.view(contact);
        changes.created(ContactRows.ENTITY, contact.id(), view, editor.name());
        changes.claimNew(ContactRows.ENTITY, contact.id(), view, editor);
        assignment.contact(contact.id(), null);
        return rows.view(rows.find(contact.id()));
    }

    /**
     * @param editor who changes it
     * @throws MissingException if there is no such contact, or it was erased
     * @throws ValidationException if a field cannot be taken
     * @throws NotAllowedException if the policy does not let this person write a field
     * @throws ConflictException if it has changed meanwhile, was merged, or an address is somebody else's
     */
    @Transactional
    public ContactView update(UUID id, Fields fields, Editor editor) {
        Contact contact = rows.lock(id);
        ContactRows.requireUnmerged(contact);
        ContactView before = rows.view(contact);
        AddressBook addresses = take(fields, contact, identities.of(Holder.CONTACT, id));
        Changes.checkVersion(fields, ContactRows.ENTITY, contact.version());
        changes.claim(fields, ContactRows.ENTITY, id, before, ContactView.of(contact, addresses), editor);
        if (ContactView.of(contact, addresses).equals(before)) {
            return before;
        }
        contact.changed(clock.instant());
        session.update(contact);
        identities.assign(Holder.CONTACT, id, addresses);
        if (!Objects.equals(before.accountId(), contact.accountId())) {
            tasks.contactsChanged(List.of(id));
        }
        ContactView after = rows.view(contact);
        changes.claimList(new FieldId(ContactRows.ENTITY, id, "emails"), before.emails(), after.emails());
        changes.claimList(new FieldId(ContactRows.ENTITY, id, "phones"), before.phones(), after.phones());
        changes.updated(ContactRows.ENTITY, id, before, after, editor.name());
        if (!Objects.equals(before.accountId(), after.accountId())) {
            assignment.contact(id, null);
        } else if (!Objects.equals(before.ownerId(), after.ownerId())) {
            assignment.follow(ContactRows.ENTITY, id);
        }
        return rows.view(rows.find(id));
    }

    private AddressBook take(Fields fields, Contact contact, AddressBook current) {
        contact.become(
                fields.text("name", contact.name()),
                fields.text("title", contact.title()),
                fields.id("accountId", contact.accountId()),
                fields.id("ownerId", contact.ownerId()));
        references.account(fields, contact.accountId());
        references.owner(fields, contact.ownerId());
        AddressBook addresses = addressFields.read(fields, current);
        fields.check();
        return addresses;
    }
}
