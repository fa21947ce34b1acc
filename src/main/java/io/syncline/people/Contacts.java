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
import io.syncline.ownership.FieldClaim.Rule;
import io.syncline.ownership.FieldOwnership;
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

    /** Makes the contact of an address; empty when the address is a user's. A contact made meanwhile is found. */
    Optional<UUID> create(SourceEvent event, Address address) {
        locks.take(address.lock());
        Optional<Tuple> holder = holder(address);
        if (holder.isPresent()) {
            return holder.map(row -> row.get(0, UUID.class));
        }
        UUID id = Ids.next();
        UUID account = accounts.byDomain(address).orElse(null);
        session.createNativeMutationQuery(
                        """
                        insert into contact (id, account_id, created_at, updated_at)
                        values (:id, :account, :now, :now)""")
                .setParameter("id", id)
                .setParameter("account", account, UUID.class)
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
                FieldOwnership.POLICY_VERSION,
                event));
        claimKnownName(id, address);
        return Optional.of(id);
    }

    /**
     * Gives a contact an address, unless somebody has it; activities with it are associated again.
     *
     * @return whether nobody had it
     */
    boolean attach(UUID contact, Address address) {
        locks.take(address.lock());
        if (holder(address).isPresent()) {
            return false;
        }
        session.createNativeMutationQuery(
                        """
                        insert into identity (kind, value, contact_id, position)
                        values (:kind, mailbox(:value), :contact,
                                (select count(*) from identity where contact_id = :contact))""")
                .setParameter("kind", address.type().word())
                .setParameter("value", address.value())
                .setParameter("contact", contact)
                .executeUpdate();
        tasks.addressesChanged(List.of(address.value()));
        return true;
    }

    void claimName(UUID contact, SourceEvent event, Participant person) {
        if (person.name() != null && !person.name().isBlank()) {
            claim(
                    contact,
                    "name",
                    person.name().strip(),
                    event.kind().word(),
                    NameAuthority.of(person),
                    event.facts().occurredAt(),
                    event.key().value(),
                    event.delivery().connector());
        }
    }

    /** Enters a claim on a text field of a contact and writes it when it stands. */
    void claim(
            UUID contact,
            String field,
            String value,
            String source,
            int authority,
            Instant at,
            String eventKey,
            String connector) {
        String current = current(contact, field);
        var claim = new FieldClaim("contact", contact, field, value, source, authority, at, eventKey, connector);
        if (ownership.claim(claim, Rule.MOST_RECENT, current)) {
            write(contact, field, value);
        }
    }

    /** Mails that were filed before the contact was there speak too, or the name would depend on their order. */
    private void claimKnownName(UUID contact, Address address) {
        session.createNativeQuery(
                        """
                        select p.role, p.name, a.occurred_at, a.event_key, a.connector
                        from participant p join activity a on a.id = p.activity_id
                        where mailbox(p.address) = mailbox(:address) and p.address is not null
                          and a.kind = 'email' and p.name <> ''
                        order by p.role = 'from' desc, a.occurred_at desc, a.event_key desc limit 1""",
                        Tuple.class)
                .setParameter("address", address.value())
                .list()
                .forEach(row -> claim(
                        contact,
                        "name",
                        row.get(1, String.class).strip(),
                        "email",
                        NameAuthority.of(new Participant(row.get(0, String.class), address, null)),
                        row.get(2, Instant.class),
                        row.get(3, String.class),
                        row.get(4, String.class)));
    }

    private Optional<Tuple> holder(Address address) {
        return session.createNativeQuery("select contact_id, user_id from holder_of(:value)", Tuple.class)
                .setParameter("value", address.value())
                .uniqueResultOptional();
    }

    private String current(UUID contact, String field) {
        return session.createNativeQuery("select name, title from contact where id = :id for update", Tuple.class)
                .setParameter("id", contact)
                .getSingleResult()
                .get(field, String.class);
    }

    private void write(UUID contact, String field, String value) {
        String sql =
                switch (field) {
                    case "name" ->
                        "update contact set name = :value, version = version + 1, updated_at = :now where id = :id";
                    case "title" ->
                        "update contact set title = :value, version = version + 1, updated_at = :now where id = :id";
                    default -> throw new IllegalArgumentException("no source claims the contact field " + field);
                };
        session.createNativeMutationQuery(sql)
                .setParameter("value", value)
                .setParameter("now", clock.instant())
                .setParameter("id", contact)
                .executeUpdate();
    }
}
