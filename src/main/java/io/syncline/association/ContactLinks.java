package io.syncline.association;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Collection;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** The links of a contact that is merged or erased. */
@ApplicationScoped
public class ContactLinks {
    private final StatelessSession session;
    private final Clock clock;

    @Inject
    ContactLinks(StatelessSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /** What people decided about links to one contact is decided of the other, unless they did so before. */
    @Transactional(TxType.MANDATORY)
    public void moveCorrections(UUID from, UUID into) {
        session.createNativeMutationQuery(
                        """
                        insert into association_correction (activity_id, entity, entity_id, decision, actor, decided_at)
                        select activity_id, entity, :into, decision, actor, decided_at from association_correction
                        where entity = 'contact' and entity_id = :from
                        on conflict do nothing""")
                .setParameter("into", into)
                .setParameter("from", from)
                .executeUpdate();
        session.createMutationQuery("delete CorrectionRow where entity = 'contact' and entityId = :from")
                .setParameter("from", from)
                .executeUpdate();
        session.createMutationQuery(
                        "update RememberedRow set entityId = :into where entity = 'contact' and entityId = :from"
                                + " and address not in (select r.address from RememberedRow r"
                                + " where r.entity = 'contact' and r.entityId = :into)")
                .setParameter("into", into)
                .setParameter("from", from)
                .executeUpdate();
        session.createMutationQuery(
                        "update ReviewRow set decision = :into where entity = 'contact' and decision = :from")
                .setParameter("into", into)
                .setParameter("from", from)
                .executeUpdate();
        session.createMutationQuery("delete RememberedRow where entity = 'contact' and entityId = :from")
                .setParameter("from", from)
                .executeUpdate();
    }

    /** Takes out what was decided about the addresses of erased contacts, and about links to them. */
    @Transactional(TxType.MANDATORY)
    public void forgetRemembered(Collection<UUID> contacts, Collection<String> addresses) {
        session.createNativeMutationQuery(
                        """
                        delete from remembered_correction where (entity = 'contact' and entity_id = any(:erased))
                           or address in (select mailbox(a.value) from unnest(cast(:addresses as text[])) a (value))""")
                .setParameter("erased", contacts.toArray(UUID[]::new))
                .setParameter("addresses", addresses.toArray(String[]::new))
                .executeUpdate();
    }

    /**
     * Takes contacts out of the links and receipts of activities. Their accounts and deals keep the activities: the
     * evidence goes, so the links are kept as a decision of who erased.
     */
    @Transactional(TxType.MANDATORY)
    public void erase(Collection<UUID> activities, Collection<UUID> contacts, String user) {
        UUID[] ids = activities.toArray(UUID[]::new);
        UUID[] erased = contacts.toArray(UUID[]::new);
        for (String table : new String[] {"association", "association_correction"}) {
            session.createNativeMutationQuery(
                            "delete from " + table + " where entity = 'contact' and entity_id = any(:erased)")
                    .setParameter("erased", erased)
                    .executeUpdate();
        }
        session.createNativeMutationQuery(
                        """
                        insert into association_correction (activity_id, entity, entity_id, decision, actor, decided_at)
                        select activity_id, entity, entity_id, 'linked', :actor, cast(:now as timestamptz)
                        from association where activity_id = any(:activities) and entity in ('account', 'deal')
                        on conflict do nothing""")
                .setParameter("activities", ids)
                .setParameter("actor", "user:" + user)
                .setParameter("now", clock.instant())
                .executeUpdate();
        session.createNativeMutationQuery(
                        """
                        update association set explanation = 'kept when a contact was erased',
                            evidence = cast('{}' as jsonb)
                        where activity_id = any(:activities)""")
                .setParameter("activities", ids)
                .executeUpdate();
        session.createNativeMutationQuery("delete from association_review where activity_id = any(:activities)")
                .setParameter("activities", ids)
                .executeUpdate();
    }
}
