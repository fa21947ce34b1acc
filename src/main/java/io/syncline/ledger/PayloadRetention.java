package io.syncline.ledger;

import io.quarkus.arc.Unremovable;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.database.Locks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;

/**
 * Takes out raw items that are older than their connector's retention; what they made stays, and so do the rows that the
 * sums are of. What is not applied yet keeps its item, or it would be lost.
 */
@ApplicationScoped
@Named("payloadRetention")
@Unremovable
public class PayloadRetention {
    /** Rows of one transaction. */
    static final int BATCH = 5_000;

    private static final String ITEMS =
            """
            update sync_event set payload = null, context = cast('{}' as jsonb),
                payload_removed = cast(:now as timestamptz), payload_removal = 'retention'
            where id in (
                select id from sync_event
                where connector = :connector and received_at < cast(:before as timestamptz)
                  and payload is not null and status in ('applied', 'discarded')
                order by received_at limit :batch for update skip locked)""";

    private static final String CONFLICTING =
            """
            update sighting set conflicting_payload = null
            where id in (
                select id from sighting
                where connector = :connector and received_at < cast(:before as timestamptz)
                  and conflicting_payload is not null
                order by received_at limit :batch for update skip locked)""";

    private final StatelessSession session;
    private final Locks locks;
    private final Connectors connectors;
    private final Audit audit;
    private final Clock clock;

    @Inject
    PayloadRetention(StatelessSession session, Locks locks, Connectors connectors, Audit audit, Clock clock) {
        this.session = session;
        this.locks = locks;
        this.connectors = connectors;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Takes out a batch of one connector. Of several replicas one does it.
     *
     * @return how many items; 0 when there are none left, or another replica is at it
     */
    @Transactional
    public int remove() {
        if (locks.tryTake("syncline:retention")) {
            for (ConnectorConfig connector : connectors.all()) {
                int removed = remove(connector);
                if (removed > 0) {
                    return removed;
                }
            }
        }
        return 0;
    }

    private int remove(ConnectorConfig connector) {
        return connector
                .common()
                .retention()
                .map(retention -> remove(connector.id(), clock.instant().minus(retention)))
                .orElse(0);
    }

    private int remove(String connector, Instant before) {
        int removed = batch(ITEMS, connector, before)
                        .setParameter("now", clock.instant())
                        .executeUpdate()
                + batch(CONFLICTING, connector, before).executeUpdate();
        if (removed > 0) {
            Map<String, Object> what = Map.of("items", removed, "receivedBefore", before.toString());
            audit.record(new AuditEntry(
                    "connector",
                    connector,
                    "payloads-removed",
                    null,
                    what,
                    "retention",
                    null,
                    null,
                    connector,
                    "syncline"));
        }
        return removed;
    }

    private MutationQuery batch(String sql, String connector, Instant before) {
        return session.createNativeMutationQuery(sql)
                .setParameter("connector", connector)
                .setParameter("before", before)
                .setParameter("batch", BATCH);
    }
}
