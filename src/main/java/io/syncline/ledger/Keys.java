package io.syncline.ledger;

import io.syncline.database.Locks;
import io.syncline.event.SourceEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.StatelessSession;

/**
 * Finds the key under which a delivery is kept. Most keys are final as they come. A content hash is final only within
 * the dedup window, counted from the first delivery: after it the same content is a new item with a key of its own.
 */
@ApplicationScoped
class Keys {
    private final StatelessSession session;
    private final Locks locks;

    @Inject
    Keys(StatelessSession session, Locks locks) {
        this.session = session;
        this.locks = locks;
    }

    String resolve(SourceEvent event) {
        String base = event.key().value();
        return event.key()
                .window()
                .map(window -> within(window, base, event.delivery().receivedAt()))
                .orElse(base);
    }

    /** A parked event keeps the window in which it came. */
    String resolveParked(LedgerEvent row, SourceEvent event) {
        return event.key().value().equals(row.dedupKey()) ? row.eventKey() : resolve(event);
    }

    private String within(Duration window, String base, Instant receivedAt) {
        locks.take("key:" + base);
        var newestFirst = session.createSelectionQuery(
                        "from LedgerEvent where dedupKey = :base order by receivedAt desc", LedgerEvent.class)
                .setParameter("base", base)
                .setMaxResults(1)
                .list();
        if (newestFirst.isEmpty()) {
            return base;
        }
        LedgerEvent newest = newestFirst.get(0);
        boolean inside = receivedAt.isBefore(newest.receivedAt().plus(window));
        return inside ? newest.eventKey() : base + "@" + receivedAt;
    }
}
