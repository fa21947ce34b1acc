package io.syncline.lease;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** The replicas that are alive, and what each of them can poll. */
@ApplicationScoped
public class Replicas {
    private static final String BEAT =
            """
            insert into replica as r (id, host, pid, schedules, started_at, alive_until)
            values (:me, :host, :pid, :schedules, clock_timestamp(), clock_timestamp() + make_interval(secs => :duration))
            on conflict (id) do update set alive_until = excluded.alive_until""";

    private static final String CAN_POLL =
            """
            insert into replica_connector as c (replica_id, connector, running, problem)
            select :me, s.connector, s.running, nullif(s.problem, '')
            from unnest(cast(:connectors as text[]), cast(:running as boolean[]), cast(:problems as text[]))
                as s (connector, running, problem)
            on conflict (replica_id, connector) do update set running = excluded.running, problem = excluded.problem
            where (c.running, c.problem) is distinct from (excluded.running, excluded.problem)""";

    private static final String STATES =
            """
            select c.connector, bool_or(c.running), min(c.problem)
            from replica_connector c join replica r on r.id = c.replica_id
            where r.alive_until > clock_timestamp() and r.id <> :me
            group by c.connector""";

    private final StatelessSession session;
    private final Replica me;
    private final LeaseConfig config;

    @Inject
    Replicas(StatelessSession session, Replica me, LeaseConfig config) {
        this.session = session;
        this.me = me;
        this.config = config;
    }

    /**
     * Says that this one is alive, and what it can poll.
     *
     * @param schedules whether it polls by itself; else only when somebody asks for it
     */
    @Transactional
    public void beat(Map<String, RouteState> states, boolean schedules) {
        List<String> connectors = List.copyOf(states.keySet());
        session.createNativeMutationQuery(BEAT)
                .setParameter("me", me.id())
                .setParameter("host", me.host())
                .setParameter("pid", me.pid())
                .setParameter("schedules", schedules)
                .setParameter("duration", config.seconds())
                .executeUpdate();
        session.createNativeMutationQuery(CAN_POLL)
                .setParameter("me", me.id())
                .setParameter("connectors", connectors.toArray(String[]::new))
                .setParameter(
                        "running",
                        connectors.stream().map(id -> states.get(id).running()).toArray(Boolean[]::new))
                .setParameter(
                        "problems",
                        connectors.stream()
                                .map(id -> states.get(id).problem().orElse(""))
                                .toArray(String[]::new))
                .executeUpdate();
    }

    /** Says that this one is about to end. */
    @Transactional
    public void leave() {
        session.createNativeMutationQuery("update replica set alive_until = clock_timestamp() where id = :me")
                .setParameter("me", me.id())
                .executeUpdate();
    }

    /**
     * Does not wait for the time of those that were killed on this host, this one's last start among them, and forgets those
     * that are gone for an hour.
     */
    @Transactional
    public void buryTheDead() {
        for (Tuple row : session.createNativeQuery(
                        "select id, host, pid from replica where id <> :me and alive_until > clock_timestamp()",
                        Tuple.class)
                .setParameter("me", me.id())
                .list()) {
            if (me.isGone(row.get(1, String.class), row.get(2, Long.class))) {
                bury(row.get(0, UUID.class));
            }
        }
        session.createNativeMutationQuery(
                        "delete from replica where alive_until < clock_timestamp() - interval '1 hour'")
                .executeUpdate();
    }

    private void bury(UUID id) {
        session.createNativeMutationQuery("update replica set alive_until = clock_timestamp() where id = :id")
                .setParameter("id", id)
                .executeUpdate();
        session.createNativeMutationQuery(
                        "update connector_lease set replica_id = null, polling_since = null, lent_by = null where replica_id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** The connectors that each living replica polls when they are its own. */
    @Transactional
    Map<UUID, Set<String>> polls() {
        Map<UUID, Set<String>> byReplica = new HashMap<>();
        session.createNativeQuery(
                        """
                        select c.replica_id, c.connector from replica_connector c join replica r on r.id = c.replica_id
                        where c.running and r.schedules and r.alive_until > clock_timestamp()""",
                        Tuple.class)
                .list()
                .forEach(row -> byReplica
                        .computeIfAbsent(row.get(0, UUID.class), id -> new HashSet<>())
                        .add(row.get(1, String.class)));
        return byReplica;
    }

    /** By connector that is polled: whether one of the other living replicas can poll it; if none can, why. */
    @Transactional
    public Map<String, RouteState> statesOfOthers() {
        Map<String, RouteState> states = new HashMap<>();
        session.createNativeQuery(STATES, Tuple.class)
                .setParameter("me", me.id())
                .list()
                .forEach(row -> states.put(
                        row.get(0, String.class),
                        row.get(1, Boolean.class)
                                ? RouteState.RUNNING
                                : new RouteState(false, Optional.ofNullable(row.get(2, String.class)))));
        return states;
    }
}
