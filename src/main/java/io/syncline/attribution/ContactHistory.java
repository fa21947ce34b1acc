package io.syncline.attribution;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** The leads and touches of a contact that is merged or erased. */
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

    /** Takes out who it was; that there were leads and touches, and of which campaign, stays. */
    @Transactional(TxType.MANDATORY)
    public void erase(Collection<UUID> contacts, Collection<UUID> activities, Collection<String> addresses) {
        session.createNativeMutationQuery(
                        """
                        update lead set email = null, name = null, phone = null, company = null, title = null,
                            message = null
                        where contact_id = any(:contacts) or activity_id = any(:activities)
                           or email = any(:addresses) or phone = any(:addresses)""")
                .setParameter("contacts", contacts.toArray(UUID[]::new))
                .setParameter("activities", activities.toArray(UUID[]::new))
                .setParameter("addresses", addresses.toArray(String[]::new))
                .executeUpdate();
        session.createNativeMutationQuery(
                        """
                        update attribution_touch set landing_page = null, referrer = null
                        where contact_id = any(:contacts)""")
                .setParameter("contacts", contacts.toArray(UUID[]::new))
                .executeUpdate();
    }
}
