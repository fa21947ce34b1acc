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
 * The queue of activities to associate again. What changes evidence says so in its own transaction; a background route
 * looks for the activities and works them off. So evidence may arrive after the activity, and the links end the same. An
 * activity that is being filed in that moment is not seen yet: {@link UnsettledEvidence} looks again for it.
 */
@ApplicationScoped
public class AssociationTasks {
    private final StatelessSession session;
    private final UnsettledEvidence unsettled;
    private final Clock clock;

    @Inject
    AssociationTasks(StatelessSession session, UnsettledEvidence unsettled, Clock clock) {
        this.session = session;
        this.unsettled = unsettled;
        this.clock = clock;
    }

    /** Who an address belongs to has changed. */
    @Transactional(TxType.MANDATORY)
    public void addressesChanged(Collection<String> addresses) {
        changed(EvidenceChange.ADDRESS, addresses);
    }

    /** Which account a company domain belongs to has changed; domains below it follow. */
    @Transactional(TxType.MANDATORY)
    public void domainsChanged(Collection<String> domains) {
        changed(EvidenceChange.DOMAIN, domains);
    }

    /** What is known of contacts has changed: their account, their deals, or which contact stands for them. */
    @Transactional(TxType.MANDATORY)
    public void contactsChanged(Collection<UUID> contacts) {
        changed(EvidenceChange.CONTACT, words(contacts));
    }

    /** Accounts or deals have changed in what decides about links to them. */
    @Transactional(TxType.MANDATORY)
    public void linkedChanged(Collection<UUID> accountsOrDeals) {
        changed(EvidenceChange.LINKED, words(accountsOrDeals));
    }

    /** An activity has other links of its own now: those of its thread or series that have none follow it. */
    @Transactional(TxType.MANDATORY)
    void threadChanged(UUID activityId) {
        changed(EvidenceChange.THREAD, words(List.of(activityId)));
    }

    /** These activities have themselves changed. */
    @Transactional(TxType.MANDATORY)
    public void activitiesChanged(Collection<UUID> activities) {
        changed(EvidenceChange.ACTIVITY, words(activities));
    }

    /** These addresses are nobody's any more and stand in no activity: what waits for them has nothing to wait for. */
    @Transactional(TxType.MANDATORY)
    public void forget(Collection<String> addresses) {
        unsettled.forget(addresses);
    }

    /** Takes up to {@code limit} activities out of the queue; they are back in it if the transaction fails. */
    @Transactional(TxType.MANDATORY)
    List<UUID> take(int limit) {
        unsettled.toLookFor().forEach((change, changed) -> enqueue(change.reason(), change.activities(), changed));
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

    /**
     * Without a place in the queue yet, which others may hold, and with it the activity: two that apply events would wait
     * for each other, or for those that work the queue off.
     */
    private void changed(EvidenceChange change, Collection<String> changed) {
        if (!changed.isEmpty()) {
            unsettled.add(change, changed);
        }
    }

    /**
     * What is in the queue already is written again, not left alone: that holds it until this transaction ends, or it
     * could be worked off before with the evidence of before.
     */
    private void enqueue(String reason, String activities, Collection<String> changed) {
        session.createNativeMutationQuery(
                        "insert into association_task (activity_id, reason, enqueued_at) select a.activity_id,"
                                + " :reason, cast(:now as timestamptz) from (" + activities
                                + ") a order by a.activity_id"
                                + " on conflict (activity_id) do update set reason = excluded.reason")
                .setParameter("reason", reason)
                .setParameter("now", clock.instant())
                .setParameter("changed", changed.toArray(String[]::new))
                .executeUpdate();
    }

    private static List<String> words(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }
}
