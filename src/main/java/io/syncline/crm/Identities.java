package io.syncline.crm;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.syncline.association.AssociationTasks;
import io.syncline.database.Locks;
import io.syncline.event.Address;
import io.syncline.privacy.Tombstones;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Whose an address is: each belongs to one contact or one user, and changes hands only by being given up. Contacts may share
 * a number.
 */
@ApplicationScoped
class Identities {
    private final StatelessSession session;
    private final Locks locks;
    private final AssociationTasks tasks;
    private final Tombstones tombstones;

    @Inject
    Identities(StatelessSession session, Locks locks, AssociationTasks tasks, Tombstones tombstones) {
        this.session = session;
        this.locks = locks;
        this.tasks = tasks;
        this.tombstones = tombstones;
    }

    /** Who has addresses; the word is the one of the API. */
    enum Holder {
        CONTACT("contact"),
        USER("user");

        private final String word;

        Holder(String word) {
            this.word = word;
        }
    }

    AddressBook of(Holder holder, UUID id) {
        return of(holder, List.of(id)).getOrDefault(id, AddressBook.EMPTY);
    }

    Map<UUID, AddressBook> of(Holder holder, Collection<UUID> ids) {
        var books = new HashMap<UUID, AddressBook>();
        session
                .createSelectionQuery(
                        "from Identity where " + holder.word + "Id in :ids order by position, value", Identity.class)
                .setParameterList("ids", ids)
                .list()
                .stream()
                .collect(groupingBy(
                        row -> holder == Holder.CONTACT ? row.contactId() : row.userId(),
                        mapping(Identity::address, toList())))
                .forEach((id, addresses) -> books.put(id, new AddressBook(addresses)));
        return books;
    }

    /** The addresses of a contact that tell of nobody but this one: a shared number is the others' too. */
    List<Address> ofNobodyElse(UUID contact) {
        return session
                .createSelectionQuery(
                        """
                        from Identity i where i.contactId = :id and not exists (
                            from Identity o where o.kind = i.kind and o.value = i.value and o.holder <> i.holder)
                        order by i.position, i.value""",
                        Identity.class)
                .setParameter("id", contact)
                .list()
                .stream()
                .map(Identity::address)
                .toList();
    }

    /**
     * Gives a person these addresses and no others; activities with what came or went are associated again. An address of
     * somebody who was erased is read again from then on: it was entered on purpose.
     *
     * @throws ConflictException if one belongs to somebody else
     */
    void assign(Holder holder, UUID id, AddressBook wanted) {
        List<Address> before = of(holder, id).addresses();
        List<Address> gone = without(before, wanted.addresses());
        List<Address> come = without(wanted.addresses(), before);
        // In one order, as everybody takes them, or two could wait for each other.
        come.stream().map(Address::lock).distinct().sorted().forEach(locks::take);
        tombstones.lift(come.stream().map(Address::value).toList());
        gone.forEach(address -> delete(holder, id, address));
        come.forEach(address -> insert(holder, id, address));
        for (Address.Type type : Address.Type.values()) {
            List<Address> ofType = wanted.of(type);
            if (!ofType.equals(new AddressBook(before).of(type))) {
                order(holder, id, ofType);
            }
        }
        var changed = new ArrayList<>(gone);
        changed.addAll(come);
        if (!changed.isEmpty()) {
            tasks.addressesChanged(changed.stream().map(Address::value).toList());
            // What came under the addresses of before is looked at with those of now.
            if (holder == Holder.CONTACT && !before.isEmpty()) {
                tasks.contactsChanged(List.of(id));
            }
        }
    }

    /** Takes all addresses of erased contacts, whose activities name none of them any more. */
    void forget(Collection<UUID> contacts) {
        session.createMutationQuery("delete Identity where contactId in :contacts")
                .setParameterList("contacts", contacts)
                .executeUpdate();
    }

    private void delete(Holder holder, UUID id, Address address) {
        session.createMutationQuery(
                        "delete Identity where kind = :kind and value = :value and " + holder.word + "Id = :id")
                .setParameter("id", id)
                .setParameter("kind", address.type().word())
                .setParameter("value", address.value())
                .executeUpdate();
    }

    private void insert(Holder holder, UUID id, Address address) {
        int inserted = session.createNativeMutationQuery("insert into identity (kind, value, " + holder.word
                        + "_id) select :kind, :value, :id where not exists (select 1 from identity"
                        + " where kind = :kind and value = :value and (:exclusive or user_id is not null))"
                        + " on conflict do nothing")
                .setParameter("exclusive", holder == Holder.USER || address.type() == Address.Type.EMAIL)
                .setParameter("kind", address.type().word())
                .setParameter("value", address.value())
                .setParameter("id", id)
                .executeUpdate();
        if (inserted == 0) {
            throw new ConflictException(address + " belongs to " + holder(address));
        }
    }

    private String holder(Address address) {
        return session.createSelectionQuery("from Identity where kind = :kind and value = :value", Identity.class)
                .setParameter("kind", address.type().word())
                .setParameter("value", address.value())
                .setMaxResults(1)
                .uniqueResultOptional()
                .map(row -> row.contactId() != null ? "contact " + row.contactId() : "user " + row.userId())
                .orElse("somebody else");
    }

    private void order(Holder holder, UUID id, List<Address> addresses) {
        for (int i = 0; i < addresses.size(); i++) {
            session.createMutationQuery(
                            "update Identity set position = :position where kind = :kind and value = :value and "
                                    + holder.word + "Id = :id")
                    .setParameter("id", id)
                    .setParameter("position", i)
                    .setParameter("kind", addresses.get(i).type().word())
                    .setParameter("value", addresses.get(i).value())
                    .executeUpdate();
        }
    }

    private static List<Address> without(List<Address> some, List<Address> others) {
        return some.stream().filter(address -> !others.contains(address)).toList();
    }
}
