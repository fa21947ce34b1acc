package io.syncline.ledger;

import io.syncline.event.Address;
import io.syncline.event.SourceEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Whom the events are about that are on no timeline, so that they are found by an address all the same. What a rule
 * keeps out of the ledger for privacy is not here either.
 */
@ApplicationScoped
class EventAddresses {
    private final StatelessSession session;

    @Inject
    EventAddresses(StatelessSession session) {
        this.session = session;
    }

    /** Of an event that is not applied. */
    void parked(UUID eventId, SourceEvent event) {
        if (NewRow.keepsPayload(event)) {
            insert(eventId, event);
        }
    }

    /** Of an event that is applied: one that is filed is found by its activity. */
    void applied(NewRow row) {
        if (!row.event().filed()) {
            parked(row.id(), row.event());
        }
    }

    void drop(UUID eventId) {
        session.createNativeMutationQuery("delete from event_address where event_id = :id")
                .setParameter("id", eventId)
                .executeUpdate();
    }

    private void insert(UUID eventId, SourceEvent event) {
        String[] addresses =
                event.addresses().stream().map(Address::value).distinct().toArray(String[]::new);
        if (addresses.length > 0) {
            session.createNativeMutationQuery(
                            """
                            insert into event_address (event_id, mailbox)
                            select :id, mailbox(address) from unnest(cast(:addresses as text[])) as given (address)
                            on conflict do nothing""")
                    .setParameter("id", eventId)
                    .setParameter("addresses", addresses)
                    .executeUpdate();
        }
    }
}
