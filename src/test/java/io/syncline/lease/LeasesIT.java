package io.syncline.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.syncline.connector.Checkpoints;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.database.Locks;
import io.syncline.database.Urgency;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each connector is one replica's at a time, and who has lost it changes nothing any more. */
@QuarkusTest
class LeasesIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);

    @Inject
    StatelessSession session;

    @Inject
    Urgency urgency;

    @Inject
    Locks locks;

    @Inject
    Checkpoints checkpoints;

    @Inject
    ConnectorStatuses statuses;

    @Inject
    Database database;

    @Inject
    DataSource connections;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String connector = "a-" + run;
    private final List<Other> started = new ArrayList<>();

    @AfterEach
    void forget() {
        for (Other replica : started) {
            database.run("delete from replica where id = :id", Map.of("id", replica.me.id()));
        }
        for (String table : List.of("connector_lease", "checkpoint", "connector_status")) {
            database.run("delete from " + table + " where connector like :run", Map.of("run", "%" + run));
        }
    }

    @Test
    void connectorOfOneReplica_isPolledByNoOther() {
        Other one = replica(LONG);
        Other two = replica(LONG);

        Lease first = one.begin().orElseThrow();

        assertThat(two.begin()).isEmpty();
        one.end(first);
        assertThat(two.begin()).as("between its polls").isEmpty();
        assertThat(one.begin().orElseThrow().fence())
                .as("each poll has a fence of its own")
                .isGreaterThan(first.fence());
    }

    @Test
    void replicasThatBeginAtOnce_areOne() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        List<Callable<Optional<Lease>>> begins = IntStream.range(0, 4)
                .mapToObj(i -> replica(LONG))
                .map(replica -> (Callable<Optional<Lease>>) replica::begin)
                .toList();

        int begun = 0;
        for (Future<Optional<Lease>> begin : threads.invokeAll(begins)) {
            begun += begin.get().isPresent() ? 1 : 0;
        }
        threads.shutdown();

        assertThat(begun).isEqualTo(1);
    }

    @Test
    void frozenReplicaThatWakesUp_movesNoCheckpointAndReportsNothing() {
        // given a poll that is under way, and of which something is kept
        Lease frozen = replica(SHORT).begin().orElseThrow();
        checkpoints.save(frozen, "INBOX", Map.of("lastUid", 5));

        // when its time is over, and another one reads on
        Other awake = replica(LONG);
        Lease current = await().atMost(Duration.ofSeconds(10))
                .until(awake::begin, Optional::isPresent)
                .orElseThrow();
        checkpoints.save(current, "INBOX", Map.of("lastUid", 9));

        // then
        assertThatThrownBy(() -> checkpoints.save(frozen, "INBOX", Map.of("lastUid", 6)))
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining(connector + " has become another replica's");
        statuses.failed(frozen, "the connection was lost");
        statuses.succeeded(frozen);
        assertThat(checkpoints.load(connector, "INBOX", Map.class)).contains(Map.of("lastUid", 9));
        assertThat(statuses.find(connector)).isEmpty();
        replica(LONG).end(frozen);
        assertThat(replica(LONG).begin()).as("its end ends no other's poll").isEmpty();
    }

    @Test
    void leaseThatNobodyTook_outlivesItsTime() {
        Other slow = replica(SHORT);
        Lease lease = slow.begin().orElseThrow();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> database.count(
                                "connector_lease where connector = :c and leased_until < clock_timestamp()",
                                Map.of("c", connector))
                        == 1);

        checkpoints.save(lease, "INBOX", Map.of("lastUid", 5));

        assertThat(slow.begin()).isPresent();
    }

    /** The database ends a transaction in which the process froze, however long the lease. */
    @Test
    void processThatFreezesInItsTransaction_holdsNobodyUp() throws SQLException {
        Lease lease = replica(SHORT).begin().orElseThrow();
        try (Connection frozen = connections.getConnection()) {
            frozen.setAutoCommit(false);
            try (var statement = frozen.createStatement()) {
                statement.execute("set local idle_in_transaction_session_timeout = '1s'");
                statement.execute("select 1 from connector_lease where connector = '" + connector + "' for share");
            }

            assertThat(await().atMost(Duration.ofSeconds(15)).until(replica(LONG)::begin, Optional::isPresent))
                    .isPresent();
            assertThatThrownBy(frozen::commit).isInstanceOf(SQLException.class);
        }
        assertThat(urgent(lease)).as("the bound of what is done under a lease").isEqualTo("5s");
    }

    @Test
    void pollThatSomebodyAsksForElsewhere_isLentTheConnector_unlessItIsBeingPolled() {
        // given
        Other holder = replica(LONG);
        Other asked = replica(LONG);
        Lease polling = holder.begin().orElseThrow();

        // then
        assertThat(asked.beginByRequest()).isEmpty();

        // when
        holder.end(polling);
        Lease lent = asked.beginByRequest().orElseThrow();

        // then
        assertThat(asked.handOver()).as("what is lent").isEmpty();
        assertThat(holder.begin()).isEmpty();
        checkpoints.save(lent, "INBOX", Map.of("lastUid", 5));

        // when
        asked.end(lent);

        // then
        assertThat(asked.begin()).isEmpty();
        assertThat(holder.begin()).isPresent();
    }

    @Test
    void replicaThatEnds_leavesWhatItDoesNotPollAtOnce_andTheRestWithThePoll() {
        // given
        Other ends = replica(LONG);
        Other stays = replica(LONG);
        ends.take(Set.of(connector, "b-" + run));
        Lease polling = ends.begin().orElseThrow();

        // when
        ends.letGo();

        // then
        assertThat(stays.begin()).isEmpty();
        assertThat(QuarkusTransaction.requiringNew().call(() -> stays.leases.begin("b-" + run)))
                .isPresent();
        QuarkusTransaction.requiringNew().run(() -> ends.leases.end(polling, true));
        assertThat(stays.begin()).isPresent();
    }

    @Test
    void replicaThatJoins_isHandedItsShare() {
        // given
        Other first = replica(LONG);
        List<String> ids = IntStream.range(0, 5).mapToObj(i -> i + "-" + run).toList();
        first.beat(ids);
        first.take(Set.copyOf(ids));

        // when
        Other second = replica(LONG);
        second.beat(ids);
        second.take(Set.copyOf(ids));
        assertThat(second.count()).isZero();
        await().atMost(Duration.ofSeconds(10)).until(() -> !first.handOver().isEmpty());

        // then
        assertThat(first.count()).isEqualTo(3);
        assertThat(second.count()).isEqualTo(2);
        assertThat(second.handOver()).isEmpty();

        // when the first is gone, and the second takes what is left
        database.run(
                "update connector_lease set leased_until = clock_timestamp() where replica_id = :id",
                Map.of("id", first.me.id()));
        second.take(Set.copyOf(ids));

        // then
        assertThat(second.count()).isEqualTo(5);
    }

    @Test
    void replicaThatWasKilledOnThisHost_isNotWaitedFor() {
        // given a process that has ended, and one of another host
        Other next = replica(LONG);
        UUID killed = foreign(next.me.host(), Integer.MAX_VALUE, connector);
        UUID elsewhere = foreign("elsewhere-" + run, Integer.MAX_VALUE, "b-" + run);
        try {
            assertThat(next.begin()).isEmpty();

            // when
            QuarkusTransaction.requiringNew().run(next.replicas::buryTheDead);

            // then
            assertThat(next.begin()).isPresent();
            assertThat(QuarkusTransaction.requiringNew().call(() -> next.leases.begin("b-" + run)))
                    .isEmpty();
        } finally {
            database.run("delete from replica where id in (:ids)", Map.of("ids", List.of(killed, elsewhere)));
        }
    }

    @Test
    void connectorThatNoReplicaCanPoll_saysWhy_andOneThatOneCan_runs() {
        Other one = replica(LONG);
        Other two = replica(LONG);
        one.beat(Map.of(connector, new RouteState(false, Optional.of("no template")), "b-" + run, RouteState.STOPPED));
        two.beat(Map.of(connector, RouteState.STOPPED, "b-" + run, RouteState.RUNNING));

        Map<String, RouteState> states = QuarkusTransaction.requiringNew().call(replica(LONG).replicas::statesOfOthers);

        assertThat(states.get(connector)).isEqualTo(new RouteState(false, Optional.of("no template")));
        assertThat(states.get("b-" + run)).isEqualTo(RouteState.RUNNING);
    }

    private UUID foreign(String host, long pid, String itsConnector) {
        UUID id = UUID.randomUUID();
        database.run(
                """
                insert into replica (id, host, pid, schedules, started_at, alive_until)
                values (:id, :host, :pid, true, now(), now() + interval '1 hour')""",
                Map.of("id", id, "host", host, "pid", pid));
        database.run(
                """
                insert into connector_lease (connector, replica_id, since, leased_until)
                values (:connector, :id, now(), now() + interval '1 hour')""",
                Map.of("connector", itsConnector, "id", id));
        return id;
    }

    private String urgent(Lease lease) {
        return QuarkusTransaction.requiringNew().call(() -> {
            replica(LONG).leases.hold(lease);
            return session.createNativeQuery(
                            "select current_setting('idle_in_transaction_session_timeout')", String.class)
                    .getSingleResult();
        });
    }

    private Other replica(Duration lease) {
        var other = new Other(() -> lease);
        started.add(other);
        other.beat();
        return other;
    }

    /** Another process on this database, as far as it can tell. */
    private final class Other {
        private final Replica me = new Replica();
        private final Leases leases;
        private final Replicas replicas;
        private final LeaseTable table;

        Other(LeaseConfig config) {
            leases = new Leases(session, urgency, me, config);
            replicas = new Replicas(session, me, config);
            table = new LeaseTable(session, locks, urgency, replicas, me, config);
        }

        Optional<Lease> begin() {
            return QuarkusTransaction.requiringNew().call(() -> leases.begin(connector));
        }

        Optional<Lease> beginByRequest() {
            return QuarkusTransaction.requiringNew().call(() -> leases.beginByRequest(connector));
        }

        void end(Lease lease) {
            QuarkusTransaction.requiringNew().run(() -> leases.end(lease, false));
        }

        void beat() {
            beat(List.of(connector));
        }

        void beat(List<String> connectors) {
            var states = new HashMap<String, RouteState>();
            connectors.forEach(id -> states.put(id, RouteState.RUNNING));
            beat(states);
        }

        void beat(Map<String, RouteState> states) {
            QuarkusTransaction.requiringNew().run(() -> replicas.beat(states, true));
        }

        void take(Set<String> connectors) {
            QuarkusTransaction.requiringNew().run(() -> table.take(connectors));
        }

        Map<String, UUID> handOver() {
            return QuarkusTransaction.requiringNew().call(table::handOver);
        }

        void letGo() {
            QuarkusTransaction.requiringNew().run(table::letGo);
        }

        long count() {
            return database.count("connector_lease where replica_id = :id", Map.of("id", me.id()));
        }
    }
}
