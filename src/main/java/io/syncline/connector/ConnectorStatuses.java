package io.syncline.connector;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Keeps what became of each connector's reads; in the database, so that every replica says the same. */
@ApplicationScoped
public class ConnectorStatuses {
    private final StatelessSession session;
    private final Clock clock;
    private final MeterRegistry registry;

    @Inject
    ConnectorStatuses(StatelessSession session, Clock clock, MeterRegistry registry) {
        this.session = session;
        this.clock = clock;
        this.registry = registry;
    }

    @Transactional
    public Optional<ConnectorStatus> find(String connector) {
        return Optional.ofNullable(session.get(ConnectorStatus.class, connector));
    }

    /** The status of each connector that was ever read. */
    @Transactional
    public List<ConnectorStatus> all() {
        return session.createSelectionQuery("from ConnectorStatus", ConnectorStatus.class)
                .list();
    }

    /**
     * A read that went through.
     *
     * @param unread items that the source holds beyond the checkpoint, by the source's own state
     */
    @Transactional
    public void succeeded(String connector, long unread) {
        session.createNativeMutationQuery(
                        """
                        insert into connector_status (connector, last_attempt_at, last_success_at, source_lag, lagging_since)
                        values (:connector, :now, :now, :unread, case when :unread > 0 then cast(:now as timestamptz) end)
                        on conflict (connector) do update set
                            last_attempt_at = excluded.last_attempt_at,
                            last_success_at = excluded.last_success_at,
                            consecutive_failures = 0,
                            last_error = null,
                            source_lag = excluded.source_lag,
                            lagging_since = case when excluded.source_lag > 0
                                then coalesce(connector_status.lagging_since, excluded.lagging_since) end""")
                .setParameter("connector", connector)
                .setParameter("now", clock.instant())
                .setParameter("unread", unread)
                .executeUpdate();
    }

    /**
     * A read that failed.
     *
     * @param error what a person needs to mend it: no secret, no payload
     */
    @Transactional
    public void failed(String connector, String error) {
        registry.counter("syncline.connector.failures", "connector", connector).increment();
        session.createNativeMutationQuery(
                        """
                        insert into connector_status
                            (connector, last_attempt_at, last_failure_at, consecutive_failures, failures, last_error)
                        values (:connector, :now, :now, 1, 1, :error)
                        on conflict (connector) do update set
                            last_attempt_at = excluded.last_attempt_at,
                            last_failure_at = excluded.last_failure_at,
                            consecutive_failures = connector_status.consecutive_failures + 1,
                            failures = connector_status.failures + 1,
                            last_error = excluded.last_error""")
                .setParameter("connector", connector)
                .setParameter("now", clock.instant())
                .setParameter("error", error)
                .executeUpdate();
    }
}
