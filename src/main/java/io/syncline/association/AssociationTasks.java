package io.syncline.association;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * The queue of activities to associate again. What changes evidence puts them in, in its own transaction; a background
 * route works them off. So evidence may arrive after the activity, and the links end the same.
 */
@ApplicationScoped
public class AssociationTasks {
    private final StatelessSession session;
    private final Clock clock;

    @Inject
    AssociationTasks(StatelessSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /** Who an address belongs to has changed. */
    @Transactional(TxType.MANDATORY)
    public void addressesChanged(Collection<String> addresses) {
        enqueue(
                "address changed hands",
                """
                select distinct p.activity_id from unnest(cast(:changed as text[])) c (address)
                join participant p on mailbox(p.address) = mailbox(c.address) and p.address is not null""",
                addresses.toArray(String[]::new));
    }

    /** Which account a company domain belongs to has changed; domains below it follow. */
    @Transactional(TxType.MANDATORY)
    public void domainsChanged(Collection<String> domains) {
        enqueue(
                "domain changed hands",
                """
                select distinct p.activity_id from unnest(cast(:changed as text[])) d (domain)
                join participant p on p.address_kind = 'email'
                 and (reverse(split_part(p.address, '@', 2)) = reverse(d.domain)
                      or reverse(split_part(p.address, '@', 2)) like reverse(d.domain) || '.%')""",
                domains.toArray(String[]::new));
    }

    /** What is known of contacts has changed: their account, their deals, or which contact stands for them. */
    @Transactional(TxType.MANDATORY)
    public void contactsChanged(Collection<UUID> contacts) {
        enqueue(
                "contact changed",
                """
                select activity_id from association where entity = 'contact' and entity_id = any(:changed)
                union
                select p.activity_id from identity i
                join participant p on mailbox(p.address) = mailbox(i.value) and p.address is not null
                where i.contact_id = any(:changed)""",
                contacts.toArray(UUID[]::new));
    }

    /** These activities have themselves changed. */
    @Transactional(TxType.MANDATORY)
    public void activitiesChanged(Collection<UUID> activities) {
        enqueue(
                "activity changed",
                "select id as activity_id from activity where id = any(:changed)",
                activities.toArray(UUID[]::new));
    }

    /** Accounts or deals have changed in what decides about links to them. */
    @Transactional(TxType.MANDATORY)
    public void linkedChanged(Collection<UUID> accountsOrDeals) {
        enqueue(
                "deal changed",
                """
                select distinct activity_id from association
                where entity in ('account', 'deal') and entity_id = any(:changed)""",
                accountsOrDeals.toArray(UUID[]::new));
    }

    /** An activity has other links of its own now: those of its thread or series that have none follow it. */
    void threadChanged(UUID activityId) {
        session.createNativeMutationQuery(
                        """
                        insert into association_task (activity_id, reason, enqueued_at)
                        select distinct other.activity_id, 'thread changed', cast(:now as timestamptz)
                        from thread_link mine join thread_link other using (message_id)
                        where mine.activity_id = :activity and other.activity_id <> :activity
                          and not exists (select 1 from association a
                                          where a.activity_id = other.activity_id and a.entity = 'account'
                                            and a.rule not in ('thread', 'series')
                                            and exists (select 1 from association d
                                                        where d.activity_id = other.activity_id and d.entity = 'deal'
                                                          and d.rule not in ('thread', 'series')))
                        on conflict (activity_id) do nothing""")
                .setParameter("activity", activityId)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** Takes up to {@code limit} activities out of the queue; they are back in it if the transaction fails. */
    @Transactional(TxType.MANDATORY)
    List<UUID> take(int limit) {
        return session.createNativeQuery(
                        """
                        delete from association_task where activity_id in (
                            select activity_id from association_task
                            order by enqueued_at limit :limit for update skip locked)
                        returning activity_id""",
                        UUID.class)
                .setParameter("limit", limit)
                .list();
    }

    private void enqueue(String reason, String activities, Object changed) {
        session.createNativeMutationQuery(
                        "insert into association_task (activity_id, reason, enqueued_at) select a.activity_id,"
                                + " :reason, cast(:now as timestamptz) from (" + activities
                                + ") a on conflict (activity_id) do nothing")
                .setParameter("reason", reason)
                .setParameter("now", clock.instant())
                .setParameter("changed", changed)
                .executeUpdate();
    }
}
