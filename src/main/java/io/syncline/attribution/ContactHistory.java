package io.syncline.attribution;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** The leads and touches of a contact that is merged, split or erased. */
@ApplicationScoped
public class ContactHistory {
    private final StatelessSession session;

    @Inject
    ContactHistory(StatelessSession session) {
        this.session = session;
    }

    /** What was one contact's is now another's. */
    @Transactional(TxType.MANDATORY)
    public void move(UUID from, UUID into) {
        for (String entity : new String[] {"Lead", "AttributionTouch"}) {
            session.createMutationQuery("update " + entity + " set contactId = :into where contactId = :from")
                    .setParameter("into", into)
                    .setParameter("from", from)
                    .executeUpdate();
        }
    }

    /** Takes out the touches that events brought. */
    @Transactional(TxType.MANDATORY)
    public void remove(Collection<UUID> events) {
        session.createNativeMutationQuery(
                        """
                        delete from attribution_touch where event_key in (
                            select event_key from sync_event where id = any(:events))""")
                .setParameter("events", events.toArray(UUID[]::new))
                .executeUpdate();
    }

    /** The leads that gave one of these addresses, and their touches, are another contact's. */
    @Transactional(TxType.MANDATORY)
    public void split(UUID from, UUID into, Collection<String> addresses) {
        session.createNativeMutationQuery(
                        """
                        with mine as (
                            update lead set contact_id = :into
                            where contact_id = :from and mailbox(coalesce(email, phone)) in (
                                select mailbox(w.value) from unnest(cast(:addresses as text[])) w (value))
                            returning event_key)
                        update attribution_touch set contact_id = :into
                        where contact_id = :from and event_key in (select event_key from mine)""")
                .setParameter("into", into)
                .setParameter("from", from)
                .setParameter("addresses", addresses.toArray(String[]::new))
                .executeUpdate();
    }

    /** Takes out who it was; that there were leads and touches, and of which campaign, stays. */
    @Transactional(TxType.MANDATORY)
    public void erase(Collection<UUID> contacts, Collection<UUID> activities, Collection<String> addresses) {
        for (String sql : List.of(
                """
                update attribution_touch set landing_page = null, referrer = null,
                    event_key = veiled_of(event_key, :addresses)
                where contact_id = any(:contacts)
                   or event_key in (select event_key from lead where activity_id = any(:activities))""",
                """
                update lead set email = null, name = null, phone = null, company = null, title = null, message = null,
                    event_key = veiled_of(event_key, :addresses)
                where contact_id = any(:contacts) or activity_id = any(:activities) or phone = any(:addresses)
                   or email is not null and mailbox(email) in (
                       select mailbox(address) from unnest(cast(:addresses as text[])) as given (address))""")) {
            session.createNativeMutationQuery(sql)
                    .setParameter("contacts", contacts.toArray(UUID[]::new))
                    .setParameter("activities", activities.toArray(UUID[]::new))
                    .setParameter("addresses", addresses.toArray(String[]::new))
                    .executeUpdate();
        }
    }
}
