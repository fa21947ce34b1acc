package io.syncline.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.lease.Lease;
import io.syncline.lease.Leases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.StatelessSession;

/** Keeps what became of each connector's reads; in the database, so that every replica says the same. */
@ApplicationScoped
public class ConnectorStatuses {
    /**
     * Where new items come all the time, each look finds some: but not those of before a poll that read on and went
     * through to the end.
     */
    private static final String LOOKED =
            """
            insert into connector_status as s
                (connector, looked_at, unread, source_lag, lagging_since, still_since, checkpoint_then)
            select :connector, cast(:now as timestamptz), cast(:unread as jsonb), :lag,
                   case when :lag > 0 then cast(:now as timestamptz) end,
                   case when :lag > 0 then cast(:now as timestamptz) end,
                   (select md5(string_agg(scope || ' ' || (position - 'failures' - 'notBefore'), ',' order by scope))
                    from checkpoint where connector = :connector)
            on conflict (connector) do update set
                looked_at = excluded.looked_at, unread = excluded.unread, source_lag = excluded.source_lag,
                lagging_since = case
                    when excluded.source_lag = 0 then null
                    when s.checkpoint_then is distinct from excluded.checkpoint_then
                        and s.last_success_at > s.lagging_since then excluded.lagging_since
                    else coalesce(s.lagging_since, excluded.lagging_since) end,
                still_since = case
                    when excluded.source_lag = 0 then null
                    when s.checkpoint_then is not distinct from excluded.checkpoint_then
                        then coalesce(s.still_since, excluded.still_since)
                    else excluded.still_since end,
                checkpoint_then = excluded.checkpoint_then""";

    private final StatelessSession session;
    private final Leases leases;
    private final Clock clock;
    private final MeterRegistry registry;
    private final ObjectMapper json;

    @Inject
    ConnectorStatuses(StatelessSession session, Leases leases, Clock clock, MeterRegistry registry, ObjectMapper json) {
        this.session = session;
        this.leases = leases;
        this.clock = clock;
        this.registry = registry;
        this.json = json;
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

    /** A poll that went through; of one that has lost its lease nothing is kept. */
    @Transactional
    public void succeeded(Lease lease) {
        if (leases.hold(lease)) {
            succeeded(lease.connector());
        }
    }

    /**
     * A poll that failed; of one that has lost its lease nothing is kept.
     *
     * @param error what a person needs to mend it: no secret, no payload
     */
    @Transactional
    public void failed(Lease lease, String error) {
        if (leases.hold(lease)) {
            failed(lease.connector(), error);
        }
    }

    /** A read that went through. */
    @Transactional
    public void succeeded(String connector) {
        session.createNativeMutationQuery(
                        """
                        insert into connector_status (connector, last_attempt_at, last_success_at)
                        values (:connector, :now, :now)
                        on conflict (connector) do update set
                            last_attempt_at = excluded.last_attempt_at,
                            last_success_at = excluded.last_success_at,
                            consecutive_failures = 0,
                            last_error = null""")
                .setParameter("connector", connector)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /**
     * A look at the source itself. Whether the checkpoint has moved since the look before is told by the checkpoints; not
     * by what polls say of themselves.
     *
     * @param answers by folder or calendar, items that the source holds beyond the checkpoint; of those that did not
     *     answer, what they held before stands
     */
    @Transactional
    public void looked(ConnectorConfig config, Map<String, Long> answers) {
        String connector = config.id();
        var unread = new TreeMap<String, Long>();
        find(connector).map(ConnectorStatus::unread).map(this::read).ifPresent(unread::putAll);
        unread.keySet().retainAll(config.scopes());
        unread.putAll(answers);
        session.createNativeMutationQuery(LOOKED)
                .setParameter("connector", connector)
                .setParameter("now", clock.instant())
                .setParameter(
                        "lag",
                        unread.values().stream().mapToLong(Long::longValue).sum())
                .setParameter("unread", write(unread))
                .executeUpdate();
    }

    private Map<String, Long> read(String unread) {
        try {
            return json.readValue(unread, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(Map<String, Long> unread) {
        try {
            return json.writeValueAsString(unread);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
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
