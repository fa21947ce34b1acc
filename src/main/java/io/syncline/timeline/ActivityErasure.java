package io.syncline.timeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Takes a person out of activities; that something happened, when, and with whom else stays. */
@ApplicationScoped
public class ActivityErasure {
    private static final String MAILBOXES =
            "(select mailbox(address) from unnest(cast(:addresses as text[])) as given (address))";

    private final StatelessSession session;

    @Inject
    ActivityErasure(StatelessSession session) {
        this.session = session;
    }

    /**
     * Finds and locks the activities in which one of these took part, or which are linked to them or their leads. An
     * address is that of its mailbox, however it is spelt.
     */
    @Transactional(TxType.MANDATORY)
    public List<UUID> involving(Collection<UUID> contacts, Collection<String> addresses) {
        return session.createNativeQuery(
                        "select id from activity where id in (select activity_id from participant"
                                + " where address is not null and mailbox(address) in " + MAILBOXES
                                + " union select activity_id from association"
                                + " where entity = 'contact' and entity_id = any(:contacts)"
                                + " union select activity_id from lead where contact_id = any(:contacts)"
                                + " or phone = any(:addresses))"
                                + " order by id for update",
                        UUID.class)
                .setParameter("contacts", contacts.toArray(UUID[]::new))
                .setParameter("addresses", addresses.toArray(String[]::new))
                .list();
    }

    /** These addresses, and the others by which their mailboxes were called in these activities. */
    @Transactional(TxType.MANDATORY)
    public List<String> spellings(Collection<UUID> activities, Collection<String> addresses) {
        return session.createNativeQuery(
                        "select unnest(cast(:addresses as text[])) union"
                                + " select mailbox(address) from unnest(cast(:addresses as text[])) as own (address) union"
                                + " select address from participant where activity_id = any(:activities)"
                                + " and address is not null and mailbox(address) in " + MAILBOXES,
                        String.class)
                .setParameter("activities", activities.toArray(UUID[]::new))
                .setParameter("addresses", addresses.toArray(String[]::new))
                .list();
    }

    /**
     * What was written or said is of that person too, whoever else took part.
     *
     * @param addresses in all their spellings, for the identifiers that have them in them
     */
    @Transactional(TxType.MANDATORY)
    public void erase(Collection<UUID> activities, Collection<UUID> contacts, Collection<String> addresses) {
        UUID[] ids = activities.toArray(UUID[]::new);
        String[] spellings = addresses.toArray(String[]::new);
        session.createNativeMutationQuery(
                        "update participant set name = null, address = null, address_kind = null, contact_id = null"
                                + " where activity_id = any(:activities)"
                                + " and (mailbox(address) in " + MAILBOXES + " or contact_id = any(:contacts)"
                                // Who left a number that others have too is recognised by the lead alone.
                                + " or activity_id in (select activity_id from lead where contact_id = any(:contacts)))")
                .setParameter("activities", ids)
                .setParameter("contacts", contacts.toArray(UUID[]::new))
                .setParameter("addresses", spellings)
                .executeUpdate();
        session.createNativeMutationQuery(
                        "update activity set subject = null, body = null, attributes = cast('{}' as jsonb),"
                                + " actor = case when mailbox(actor ->> 'address') in " + MAILBOXES
                                + " or actor ->> 'id' in (select cast(c as text) from unnest(cast(:contacts as uuid[])) c)"
                                + " or id in (select activity_id from lead where contact_id = any(:contacts))"
                                + " then null else actor end where id = any(:activities)")
                .setParameter("activities", ids)
                .setParameter("contacts", contacts.toArray(UUID[]::new))
                .setParameter("addresses", spellings)
                .executeUpdate();
        veil(ids, spellings);
    }

    /** Finds and locks some activities in which an address took part or by which a lead came. */
    @Transactional(TxType.MANDATORY)
    public List<UUID> of(String address, int limit) {
        return session.createNativeQuery(
                        """
                        select id from activity where id in (
                            select activity_id from participant where address = :address
                            union select activity_id from lead where email = :address
                            union select activity_id from lead where phone = :address
                            limit :limit)
                        order by id for update""",
                        UUID.class)
                .setParameter("address", address)
                .setParameter("limit", limit)
                .list();
    }

    /** In how many activities one of these addresses took part. */
    @Transactional
    public long count(Collection<String> addresses) {
        return session.createNativeQuery(
                        """
                        select count(*) from (
                            select activity_id from participant where address = any(:addresses)
                            union select activity_id from lead where email = any(:addresses)
                            union select activity_id from lead where phone = any(:addresses)) a""",
                        Long.class)
                .setParameter("addresses", addresses.toArray(String[]::new))
                .getSingleResult();
    }

    /** Other activities of the same threads. */
    @Transactional(TxType.MANDATORY)
    public List<UUID> neighbours(Collection<UUID> activities) {
        return session.createNativeQuery(
                        """
                        select distinct other.activity_id
                        from thread_link mine join thread_link other using (message_id)
                        where mine.activity_id = any(:activities) and not other.activity_id = any(:activities)""",
                        UUID.class)
                .setParameter("activities", activities.toArray(UUID[]::new))
                .list();
    }

    /** Takes activities off all timelines, with their participants, links and leads. */
    @Transactional(TxType.MANDATORY)
    public void remove(Collection<UUID> activities) {
        session.createNativeMutationQuery("delete from activity where id = any(:activities)")
                .setParameter("activities", activities.toArray(UUID[]::new))
                .executeUpdate();
    }

    private void veil(UUID[] activities, String[] addresses) {
        for (String sql : List.of(
                """
                update activity set activity_key = veiled_of(activity_key, :addresses),
                    external_id = veiled_of(external_id, :addresses), event_key = veiled_of(event_key, :addresses),
                    ranks = case when names_one(cast(ranks as text), :addresses) then cast('{}' as jsonb) else ranks end
                where id = any(:activities)""",
                """
                update thread_link set message_id = veiled(message_id)
                where activity_id = any(:activities) and names_one(message_id, :addresses)""")) {
            session.createNativeMutationQuery(sql)
                    .setParameter("activities", activities)
                    .setParameter("addresses", addresses)
                    .executeUpdate();
        }
    }
}
