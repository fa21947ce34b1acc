package io.syncline.lease;

import io.syncline.database.Urgency;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.StatelessSession;

/**
 * Who may poll a connector now. The row of its lease is what all agree on: each poll begins by raising its fence, and what
 * a poll keeps is kept in transactions that hold the row and find the fence as it was.
 */
@ApplicationScoped
public class Leases {
    private static final String BEGIN =
            """
            with before as materialized (
                select connector, replica_id as holder, polling_since as polling,
                       replica_id is not null and leased_until > clock_timestamp() as live
                from connector_lease where connector = :connector for update)
            update connector_lease l set replica_id = :me, fence = fence + 1, polling_since = clock_timestamp(),
                since = case when live then since else clock_timestamp() end,
                lent_by = case when not live then null when holder = :me then lent_by else holder end,
                leased_until = clock_timestamp() + make_interval(secs => :duration)
            from before b
            where l.connector = b.connector
              and (not live or holder = :me or (cast(:byRequest as boolean) and polling is null))
            returning l.fence""";

    private static final String END =
            """
            update connector_lease set polling_since = null, lent_by = null,
                replica_id = case when lent_by is not null then lent_by
                                  when not cast(:leaving as boolean) then replica_id end,
                leased_until = case when lent_by is null then leased_until
                                    else coalesce((select alive_until from replica where id = lent_by), clock_timestamp()) end
            where connector = :connector and fence = :fence""";

    private final StatelessSession session;
    private final Urgency urgency;
    private final Replica me;
    private final LeaseConfig config;

    @Inject
    Leases(StatelessSession session, Urgency urgency, Replica me, LeaseConfig config) {
        this.session = session;
        this.urgency = urgency;
        this.me = me;
        this.config = config;
    }

    /** Whose a connector is, and since when. */
    public record Holder(String replica, Instant since) {}

    /** Begins a poll whose time has come, if the connector is this replica's or nobody's. */
    @Transactional
    public Optional<Lease> begin(String connector) {
        return begin(connector, false);
    }

    /**
     * Begins a poll that somebody asks for here: on another replica's connector too, which lends it, unless that one is
     * polling it.
     */
    @Transactional
    public Optional<Lease> beginByRequest(String connector) {
        return begin(connector, true);
    }

    private Optional<Lease> begin(String connector, boolean byRequest) {
        urgency.begin();
        session.createNativeMutationQuery(
                        "insert into connector_lease (connector) values (:connector) on conflict do nothing")
                .setParameter("connector", connector)
                .executeUpdate();
        return session.createNativeQuery(BEGIN, Long.class)
                .setParameter("connector", connector)
                .setParameter("me", me.id())
                .setParameter("duration", config.seconds())
                .setParameter("byRequest", byRequest)
                .uniqueResultOptional()
                .map(fence -> new Lease(connector, fence));
    }

    /**
     * Ends a poll; a connector that was lent for it goes back.
     *
     * @param leaving whether this replica is about to end, so that its connector is anybody's from now on
     */
    @Transactional
    public void end(Lease lease, boolean leaving) {
        session.createNativeMutationQuery(END)
                .setParameter("connector", lease.connector())
                .setParameter("fence", lease.fence())
                .setParameter("leaving", leaving)
                .executeUpdate();
    }

    /** Whether a lease stands; if so, it does until the transaction ends. */
    @Transactional(TxType.MANDATORY)
    public boolean hold(Lease lease) {
        urgency.begin();
        return !session.createNativeQuery(
                        "select 1 from connector_lease where connector = :connector and fence = :fence for share",
                        Integer.class)
                .setParameter("connector", lease.connector())
                .setParameter("fence", lease.fence())
                .list()
                .isEmpty();
    }

    /**
     * Makes sure that a lease stands until the transaction ends.
     *
     * @throws LeaseLostException if it is lost
     */
    @Transactional(TxType.MANDATORY)
    public void require(Lease lease) {
        if (!hold(lease)) {
            throw new LeaseLostException(lease.connector());
        }
    }

    /**
     * Makes sure that up to now nobody else has begun to poll the connector.
     *
     * @throws LeaseLostException if somebody has
     */
    @Transactional
    public void check(Lease lease) {
        require(lease);
    }

    /** By connector; those that nobody polls now are left out. */
    @Transactional
    public Map<String, Holder> holders() {
        Map<String, Holder> holders = new HashMap<>();
        session.createNativeQuery(
                        """
                        select l.connector, r.host || '/' || r.pid, l.since
                        from connector_lease l join replica r on r.id = coalesce(l.lent_by, l.replica_id)
                        where l.leased_until > clock_timestamp()""",
                        Tuple.class)
                .list()
                .forEach(row -> holders.put(
                        row.get(0, String.class), new Holder(row.get(1, String.class), row.get(2, Instant.class))));
        return holders;
    }
}
