package io.syncline.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
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

    /** An event without payload cannot be tried again: one that waits for that is discarded. */
    @Transactional(TxType.MANDATORY)
    public void erase(Collection<UUID> activities) {
        session.createNativeMutationQuery(
                        """
                        update sighting set conflicting_payload = null
                        where event_id in (select id from sync_event where activity_id = any(:activities))""")
                .setParameter("activities", activities.toArray(UUID[]::new))
                .executeUpdate();
        session.createNativeMutationQuery(
                        """
                        update sync_event set payload = null, context = cast('{}' as jsonb),
                            reason = case when status in ('retrying', 'dead') then 'a contact was erased' else reason end,
                            outcome = case when status in ('retrying', 'dead') then 'discarded' else outcome end,
                            status = case when status in ('retrying', 'dead') then 'discarded' else status end,
                            next_attempt_at = null, claimed_until = null
                        where activity_id = any(:activities)""")
                .setParameter("activities", activities.toArray(UUID[]::new))
                .executeUpdate();
    }
}
