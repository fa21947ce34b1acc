package io.syncline.people;

import io.syncline.association.AssociationTasks;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.database.Locks;
import io.syncline.event.Address;
import io.syncline.event.Ids;
import io.syncline.event.Participant;
import io.syncline.event.SourceEvent;
import io.syncline.ownership.FieldClaim;
import io.syncline.ownership.FieldId;
import io.syncline.ownership.FieldOwnership;
import io.syncline.ownership.Moment;
import io.syncline.ownership.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Contacts as events find, make and complete them. */
@ApplicationScoped
class Contacts {
    private final StatelessSession session;
    private final Accounts accounts;
    private final FieldOwnership ownership;
    private final AssociationTasks tasks;
    private final Locks locks;
    private final Audit audit;
    private final Clock clock;

    @Inject
    Contacts(
            StatelessSession session,
            Accounts accounts,
            FieldOwnership ownership,
            AssociationTasks tasks,
            Locks locks,
            Audit audit,
            Clock clock) {
        this.session = session;
        this.accounts = accounts;
        this.ownership = ownership;
        this.tasks = tasks;
        this.locks = locks;
        this.audit = audit;
        this.clock = clock;
    }

    /** The contact that an address belongs to. */
    Optional<UUID> find(Address address) {
        return holder(address).map(row -> row.get(0, UUID.class));
    }

    /** The same; where there is none, whoever makes it waits for this transaction, and so sees the mail that it files. */
    Optional<UUID> findOrPrecede(Address address) {
        locks.share(address.lock());
        return find(address);
    }

    /**
     * Makes the contact of an address; empty when the address is a user's. A contact made meanwhile is found. It has no owner
     * before the caller has entered what the event says of it.
     */
    Optional<UUID> create(SourceEvent event, Address address) {
        accounts.holdDomains(address);
        locks.take(address.lock());
        Optional<Tuple> holder = holder(address);
        if (holder.isPresent()) {
            return holder.map(row -> row.get(0, UUID.class));
        }
        UUID id = Ids.next();
        session.createNativeMutationQuery("insert into contact (id, created_at, updated_at) values (:id, :now, :now)")
                .setParameter("id", id)
                .setParameter("now", clock.instant())
                .executeUpdate();
        attach(id, address);
        audit.record(AuditEntry.automated(
                "contact",
                id,
                "created",
                null,
                Map.of("address", address.value()),
                "contact-from-" + event.kind().word(),
                ownership.policyVersion(),
                event));
        accounts.employ(id, event);
        claimKnownNames(id, address, event);
        return Optional.of(id);
    }

    /**
     * Gives a contact an address that nobody has, or a number that no user has; activities with it are associated again.
     *
     * @return whether it could be given
     */
    boolean attach(UUID contact, Address address) {
        locks.take(address.lock());
        if (isTaken(address, contact)) {
            return false;
        }
        session.createNativeMutationQuery(
                        """
                        insert into identity (kind, value, contact_id, position)
                        values (:kind, mailbox(:value), :contact,
                                (select count(*) from identity where contact_id = :contact))
                        on conflict do nothing""")
                .setParameter("kind", address.type().word())
                .setParameter("value", address.value())
                .setParameter("contact", contact)
                .executeUpdate();
        tasks.addressesChanged(List.of(address.value()));
        return true;
    }

    /** Whether a number is that of several contacts, or an address may be. */
    boolean isContested(Address address) {
        return holders("true", address, null) > 1;
    }

    boolean has(UUID contact, Address address) {
        return holders("contact_id = cast(:contact as uuid)", address, contact) > 0;
    }

    /** Who left a number and nothing else so far. Held until the transaction ends, so that two leads see each other. */
    Optional<UUID> byNumberAlone(Address phone) {
        locks.take(phone.lock());
        return session.createNativeQuery(
                        """
                        select h.contact_id from holder_of(:value) h
                        where exists (select 1 from lead l where l.contact_id = h.contact_id and l.email is null)
                          and not exists (select 1 from identity i where i.contact_id = h.contact_id and i.kind = 'email')""",
                        UUID.class)
                .setParameter("value", phone.value())
                .uniqueResultOptional();
    }

    /** Gives a contact that had none its address; false when somebody has it. */
    boolean complete(UUID contact, Address address, SourceEvent event) {
        if (!attach(contact, address)) {
            return false;
        }
        accounts.employ(contact, event);
        claimKnownNames(contact, address, event);
        return true;
    }

    private boolean isTaken(Address address, UUID contact) {
        return address.type() == Address.Type.EMAIL
                ? holder(address).isPresent()
                : holders("user_id is not null or contact_id = cast(:contact as uuid)", address, contact) > 0;
    }

    private long holders(String condition, Address address, UUID contact) {
        var query = session.createNativeQuery("select count(*) from holders_of(:value) where " + condition, Long.class)
                .setParameter("value", address.value());
        if (contact != null) {
            query.setParameter("contact", contact);
        }
        return query.getSingleResult();
    }

    void claimName(UUID contact, SourceEvent event, Participant person) {
        if (person.name() != null && !person.name().isBlank()) {
            claim(event, contact, "name", person.name(), role(person.role()));
        }
    }

    /**
     * Enters what an event says of a contact.
     *
     * @param value null where it says that there is none
     */
    void claim(SourceEvent event, UUID contact, String field, String value, Role role) {
        ownership.claim(FieldClaim.of(event, "contact", contact, field, value, role), event);
    }

    /** Enters that an event names an address or a number of a contact, whoever has it. */
    void nameAddress(SourceEvent event, UUID contact, Address address, Role role) {
        String value = session.createNativeQuery("select mailbox(:value)", String.class)
                .setParameter("value", address.value())
                .getSingleResult();
        String list = address.type() == Address.Type.EMAIL ? "emails" : "phones";
        ownership.name(FieldClaim.of(event, "contact", contact, list, value, role));
    }

    /** Whether a person took a number from a contact. */
    boolean isTakenAway(UUID contact, Address phone) {
        return ownership.isTakenAway(new FieldId("contact", contact, "phones"), phone.value());
    }

    /** Mails that were filed before the contact was there speak too, or the name would depend on their order. */
    private void claimKnownNames(UUID contact, Address address, SourceEvent event) {
        // Of what a mail said often, its first and its last time are all that can decide.
        session.createNativeQuery(
                        """
                        with said as (
                            select case when p.role = 'from' then 'from' else 'to' end as role, btrim(p.name) as name,
                                   a.occurred_at, a.event_key collate "C" as event_key, a.connector
                            from participant p join activity a on a.id = p.activity_id
                            where mailbox(p.address) = mailbox(:address) and p.address is not null
                              and a.kind = 'email' and btrim(p.name) <> '')
                        (select distinct on (role, name) * from said order by role, name, occurred_at, event_key)
                        union all
                        (select distinct on (role, name) * from said
                         order by role, name, occurred_at desc, event_key desc)""",
                        Tuple.class)
                .setParameter("address", address.value())
                .list()
                .forEach(row -> ownership.claim(known(contact, row), event));
    }

    private static FieldClaim known(UUID contact, Tuple row) {
        var moment = new Moment(row.get(2, Instant.class), row.get(3, String.class), row.get(4, String.class));
        Role role = role(row.get(0, String.class));
        return new FieldClaim("contact", contact, "name", row.get(1, String.class), role, moment);
    }

    private static Role role(String ofParticipant) {
        return ofParticipant.equals("from") ? Role.EMAIL_FROM : Role.EMAIL_ADDRESSED;
    }

    private Optional<Tuple> holder(Address address) {
        return session.createNativeQuery("select contact_id, user_id from holder_of(:value)", Tuple.class)
                .setParameter("value", address.value())
                .uniqueResultOptional();
    }
}
