package io.syncline.lease;

import io.syncline.database.Locks;
import io.syncline.database.Urgency;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** This replica's leases as a whole: keeps them, takes what is nobody's, hands over what is too much, and lets go. */
@ApplicationScoped
public class LeaseTable {
    private static final String TAKE =
            """
            insert into connector_lease as l (connector, replica_id, fence, since, leased_until)
            select c, :me, 1, clock_timestamp(), clock_timestamp() + make_interval(secs => :duration)
            from unnest(cast(:connectors as text[])) c
            where not exists (select from connector_lease k where k.connector = c and k.replica_id is not null
                              and k.leased_until > clock_timestamp())
            order by c
            on conflict (connector) do update set replica_id = :me, fence = l.fence + 1, since = clock_timestamp(),
                polling_since = null, lent_by = null, leased_until = excluded.leased_until
            where l.replica_id is null or l.leased_until <= clock_timestamp()
            returning l.connector""";

    private static final String HAND_OVER =
            """
            update connector_lease set replica_id = :other, fence = fence + 1, since = clock_timestamp(),
                leased_until = coalesce((select alive_until from replica where id = :other), clock_timestamp())
            where connector = :connector and replica_id = :me and polling_since is null""";

    private final StatelessSession session;
    private final Locks locks;
    private final Urgency urgency;
    private final Replicas replicas;
    private final Replica me;
    private final LeaseConfig config;

    @Inject
    LeaseTable(
            StatelessSession session, Locks locks, Urgency urgency, Replicas replicas, Replica me, LeaseConfig config) {
        this.session = session;
        this.locks = locks;
        this.urgency = urgency;
        this.replicas = replicas;
        this.me = me;
        this.config = config;
    }

    /** Also those whose time is over, as long as nobody has taken them. */
    @Transactional
    public void renew() {
        urgency.begin();
        session.createNativeMutationQuery(
                        """
                        update connector_lease set leased_until = clock_timestamp() + make_interval(secs => :duration)
                        where replica_id = :me""")
                .setParameter("me", me.id())
                .setParameter("duration", config.seconds())
                .executeUpdate();
    }

    /** Takes what is nobody's; answers what that was. */
    @Transactional
    public List<String> take(Collection<String> connectors) {
        urgency.begin();
        return session.createNativeQuery(TAKE, String.class)
                .setParameter("me", me.id())
                .setParameter("duration", config.seconds())
                .setParameter("connectors", connectors.toArray(String[]::new))
                .list();
    }

    /** Hands over what is too much; one replica at a time, since two would not see each other's gifts. */
    @Transactional
    public Map<String, UUID> handOver() {
        urgency.begin();
        if (!locks.tryTake("connector-lease")) {
            return Map.of();
        }
        Map<String, UUID> holders = new HashMap<>();
        Set<String> idle = new HashSet<>();
        for (Tuple row : session.createNativeQuery(
                        """
                        select connector, coalesce(lent_by, replica_id), replica_id = :me and polling_since is null
                        from connector_lease
                        where replica_id is not null and leased_until > clock_timestamp()""",
                        Tuple.class)
                .setParameter("me", me.id())
                .list()) {
            UUID holder = row.get(1, UUID.class);
            holders.put(row.get(0, String.class), holder);
            if (row.get(2, Boolean.class)) {
                idle.add(row.get(0, String.class));
            }
        }
        Map<String, UUID> given = new Balance(me.id(), replicas.polls(), holders).handOver(idle);
        given.forEach(this::handOver);
        return given;
    }

    private void handOver(String connector, UUID other) {
        session.createNativeMutationQuery(HAND_OVER)
                .setParameter("other", other)
                .setParameter("connector", connector)
                .setParameter("me", me.id())
                .executeUpdate();
    }

    /** Leaves all connectors but those that are being polled to the others; these go when their polls end. */
    @Transactional
    public void letGo() {
        urgency.begin();
        session.createNativeMutationQuery(
                        "update connector_lease set replica_id = null where replica_id = :me and polling_since is null")
                .setParameter("me", me.id())
                .executeUpdate();
    }
}
