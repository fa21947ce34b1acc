package io.syncline.assignment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** What records tell of who should own them. */
@ApplicationScoped
class RecordFacts {
    private final StatelessSession session;

    @Inject
    RecordFacts(StatelessSession session) {
        this.session = session;
    }

    /**
     * @param seed what identifies the record, the same in whatever order events came
     * @param owner an active user who owns what the record belongs to, or null
     * @param ownerOf what that is, for the reason
     * @param phones E.164
     * @param domains of e-mail addresses
     */
    record Facts(String seed, UUID owner, String ownerOf, List<String> phones, List<String> domains) {
        Facts ownedBy(UUID user, String of) {
            return new Facts(seed, user, of, phones, domains);
        }
    }

    Facts ofContact(UUID id) {
        List<String> addresses = session.createNativeQuery(
                        "select value from identity where contact_id = :id order by position, value", String.class)
                .setParameter("id", id)
                .list();
        Optional<Tuple> account = session.createNativeQuery(
                        """
                        select a.id, u.id from contact c join account a on a.id = c.account_id
                        join crm_user u on u.id = a.owner_id and u.active where c.id = :id""",
                        Tuple.class)
                .setParameter("id", id)
                .uniqueResultOptional();
        List<String> emails =
                addresses.stream().filter(value -> value.contains("@")).toList();
        List<String> phones =
                addresses.stream().filter(value -> !value.contains("@")).toList();
        return new Facts(
                Stream.concat(emails.stream(), phones.stream()).findFirst().orElse(id.toString()),
                account.map(row -> row.get(1, UUID.class)).orElse(null),
                account.map(row -> "account-owner:" + row.get(0, UUID.class)).orElse(null),
                phones,
                emails.stream().map(RecordFacts::domain).toList());
    }

    /** A deal is its account's owner's, else its first contact's. */
    Facts ofDeal(UUID id) {
        Optional<Tuple> owner = session.createNativeQuery(
                        """
                        select o.reason, o.user_id from (
                            select 1 as rank, 'account-owner:' || a.id as reason, a.owner_id as user_id, null as position
                            from deal d join account a on a.id = d.account_id where d.id = :id
                            union all
                            select 2, 'contact-owner:' || c.id, c.owner_id, cast(c.id as text)
                            from deal_contact dc join contact c on c.id = dc.contact_id where dc.deal_id = :id) o
                        join crm_user u on u.id = o.user_id and u.active
                        order by o.rank, o.position limit 1""",
                        Tuple.class)
                .setParameter("id", id)
                .uniqueResultOptional();
        return new Facts(
                id.toString(),
                owner.map(row -> row.get(1, UUID.class)).orElse(null),
                owner.map(row -> row.get(0, String.class)).orElse(null),
                List.of(),
                List.of());
    }

    /** A lead is its contact's owner's, and where there is none goes by what its contact tells, or by what it tells itself. */
    Facts ofLead(UUID id) {
        Tuple lead = session.createNativeQuery(
                        """
                        select l.contact_id, l.email, l.phone, cu.id, a.id, au.id from lead l
                        left join contact c on c.id = l.contact_id
                        left join crm_user cu on cu.id = c.owner_id and cu.active
                        left join account a on l.contact_id is null and a.id = l.account_id
                        left join crm_user au on au.id = a.owner_id and au.active
                        where l.id = :id""",
                        Tuple.class)
                .setParameter("id", id)
                .getSingleResult();
        UUID contact = lead.get(0, UUID.class);
        if (contact != null) {
            Facts of = ofContact(contact);
            UUID owner = lead.get(3, UUID.class);
            return owner == null ? of : of.ownedBy(owner, "contact-owner:" + contact);
        }
        String email = lead.get(1, String.class);
        String phone = lead.get(2, String.class);
        UUID owner = lead.get(5, UUID.class);
        return new Facts(
                Stream.of(email, phone).filter(Objects::nonNull).findFirst().orElse(id.toString()),
                owner,
                owner == null ? null : "account-owner:" + lead.get(4, UUID.class),
                Stream.ofNullable(phone).toList(),
                Stream.ofNullable(email).map(RecordFacts::domain).toList());
    }

    /**
     * @param entity contact, or account for those of its shared mailboxes
     */
    List<UUID> leadsOf(String entity, UUID id) {
        String condition = entity.equals("contact") ? "contact_id = :id" : "account_id = :id and contact_id is null";
        return session.createNativeQuery("select id from lead where " + condition + " order by id", UUID.class)
                .setParameter("id", id)
                .list();
    }

    private static String domain(String email) {
        return email.substring(email.lastIndexOf('@') + 1);
    }

    List<UUID> contactsOf(UUID account) {
        return session.createNativeQuery(
                        """
                        select id from contact
                        where account_id = :account and merged_into is null and erased_at is null order by id""",
                        UUID.class)
                .setParameter("account", account)
                .list();
    }

    Optional<UUID> activeUser(String email) {
        return session.createNativeQuery(
                        """
                        select u.id from identity i join crm_user u on u.id = i.user_id and u.active
                        where i.kind = 'email' and i.value = mailbox(:email)""",
                        UUID.class)
                .setParameter("email", email.strip())
                .uniqueResultOptional();
    }
}
