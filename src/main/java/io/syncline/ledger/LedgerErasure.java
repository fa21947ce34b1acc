package io.syncline.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Takes raw items out of the ledger; their rows stay, so that nothing comes again and the sums balance. */
@ApplicationScoped
public class LedgerErasure {
    private final StatelessSession session;

    @Inject
    LedgerErasure(StatelessSession session) {
        this.session = session;
    }

    /**
     * Takes out what belongs to these activities, and what is on no timeline and is about one of these addresses. An
     * event without payload cannot be tried again: one that waits for that is discarded.
     */
    @Transactional(TxType.MANDATORY)
    public void erase(Collection<UUID> activities, Collection<String> addresses) {
        UUID[] events = involving(activities, addresses).toArray(UUID[]::new);
        run("update sighting set conflicting_payload = null where event_id = any(:events)", events);
        run(
                """
                update sync_event set payload = null, context = cast('{}' as jsonb),
                    reason = case when status in ('retrying', 'dead') then 'a contact was erased' else reason end,
                    outcome = case when status in ('retrying', 'dead') then 'discarded' else outcome end,
                    status = case when status in ('retrying', 'dead') then 'discarded' else status end,
                    next_attempt_at = null, claimed_until = null, tried_since = null
                where id = any(:events)""",
                events);
        run("delete from event_address where event_id = any(:events)", events);
    }

    /** In one order, as everybody locks them, or two could wait for each other. */
    private List<UUID> involving(Collection<UUID> activities, Collection<String> addresses) {
        return session.createNativeQuery(
                        """
                        select id from sync_event where id in (
                            select id from sync_event where activity_id = any(:activities)
                            union
                            select event_id from event_address where mailbox in (
                                select mailbox(address) from unnest(cast(:addresses as text[])) as given (address)))
                        order by id for update""",
                        UUID.class)
                .setParameter("activities", activities.toArray(UUID[]::new))
                .setParameter("addresses", addresses.toArray(String[]::new))
                .list();
    }

    private void run(String sql, UUID[] events) {
        session.createNativeMutationQuery(sql).setParameter("events", events).executeUpdate();
    }
}
