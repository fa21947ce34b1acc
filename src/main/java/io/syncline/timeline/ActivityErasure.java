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
    private final StatelessSession session;

    @Inject
    ActivityErasure(StatelessSession session) {
        this.session = session;
    }

    /** Finds and locks the activities in which one of these took part, or which are linked to them. */
    @Transactional(TxType.MANDATORY)
    public List<UUID> involving(Collection<UUID> contacts, Collection<String> addresses) {
        return session.createNativeQuery(
                        """
                        select id from activity where id in (
                            select activity_id from participant where address = any(:addresses)
                            union
                            select activity_id from association
                            where entity = 'contact' and entity_id = any(:contacts))
                        order by id for update""",
                        UUID.class)
                .setParameter("contacts", contacts.toArray(UUID[]::new))
                .setParameter("addresses", addresses.toArray(String[]::new))
                .list();
    }

    /** What was written or said is of that person too, whoever else took part. */
    @Transactional(TxType.MANDATORY)
    public void erase(Collection<UUID> activities, Collection<UUID> contacts, Collection<String> addresses) {
        UUID[] ids = activities.toArray(UUID[]::new);
        session.createNativeMutationQuery(
                        """
                        update participant set name = null, address = null, address_kind = null, contact_id = null
                        where activity_id = any(:activities)
                          and (address = any(:addresses) or contact_id = any(:contacts))""")
                .setParameter("activities", ids)
                .setParameter("contacts", contacts.toArray(UUID[]::new))
                .setParameter("addresses", addresses.toArray(String[]::new))
                .executeUpdate();
        session.createNativeMutationQuery(
                        """
                        update activity set subject = null, body = null, attributes = cast('{}' as jsonb),
                            actor = case when actor ->> 'address' = any(:addresses) then null else actor end
                        where id = any(:activities)""")
                .setParameter("activities", ids)
                .setParameter("addresses", addresses.toArray(String[]::new))
                .executeUpdate();
    }
}
