package io.syncline.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Finds the events again whose activity, or whose lead, is gone from the CRM though they are applied. */
@ApplicationScoped
public class VanishedActivities {
    private static final String EVENTS =
            """
            select e.* from sync_event e join sync_event one on one.id = :event and e.activity_id = one.activity_id
            where e.status = 'applied' and e.outcome in ('created', 'updated', 'stale')
              and (not exists (select from activity a where a.id = e.activity_id)
                   or e.kind = 'lead' and not exists (select from lead l where l.event_key = e.event_key))
            order by e.outcome <> 'created', e.applied_at, e.event_key for update of e""";

    private final StatelessSession session;
    private final StoredEvents events;

    @Inject
    VanishedActivities(StatelessSession session, StoredEvents events) {
        this.session = session;
        this.events = events;
    }

    /**
     * All events of the activity that an event is of, held until the end of the transaction.
     *
     * @return empty when it is there, or the raw item of one of them is not kept any more
     */
    @Transactional(TxType.MANDATORY)
    public List<StoredEvent> claim(UUID event) {
        List<Optional<StoredEvent>> stored =
                session.createNativeQuery(EVENTS, LedgerEvent.class).setParameter("event", event).list().stream()
                        .map(row -> events.of(row, null).map(StoredEvent::derivedAgain))
                        .toList();
        return stored.stream().allMatch(Optional::isPresent)
                ? stored.stream().map(Optional::get).toList()
                : List.of();
    }
}
