package io.syncline.ledger;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.syncline.database.DatabaseTime;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Kind;
import io.syncline.event.Outcome;
import io.syncline.event.TransientSyncException;
import io.syncline.intake.Database;
import io.syncline.intake.Events;
import io.syncline.lease.Replica;
import io.syncline.ledger.RetryClaims.Claimed;
import io.syncline.privacy.Tombstones;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Any replica may take what is due, each event is one replica's, and a lost claim changes nothing any more. */
@QuarkusTest
class RetryClaimsIT {
    private static final Duration LEASE = Duration.ofMillis(300);

    @Inject
    RetryClaims claims;

    @Inject
    RetryQueue queue;

    @Inject
    RetryRules rules;

    @Inject
    StoredEvents stored;

    @Inject
    LedgerRows rows;

    @Inject
    Ledger ledger;

    @Inject
    Keys keys;

    @Inject
    Sightings sightings;

    @Inject
    EventAddresses addresses;

    @Inject
    Tombstones tombstones;

    @Inject
    DatabaseTime time;

    @Inject
    StatelessSession session;

    @Inject
    Database database;

    @Inject
    CamelContext camel;

    @Inject
    Clock clock;

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    /** The application's own looks would take what these tests wait for. */
    @BeforeEach
    void stopLooking() throws Exception {
        camel.getRouteController().stopRoute("event-retry");
    }

    @AfterEach
    void lookAgain() throws Exception {
        database.run("delete from sync_event where connector like :run", Map.of("run", "%" + run));
        database.run("delete from sync_event where connector = 'calls-off'", Map.of());
        camel.getRouteController().startRoute("event-retry");
    }

    @Test
    void replicasThatLookAtOnce_takeEachEventOnce() throws Exception {
        // given
        List<String> connectors = List.of("a-" + run, "b-" + run, "c-" + run);
        connectors.forEach(connector -> park(connector, 50));
        var replicas = Executors.newFixedThreadPool(4);
        Callable<List<Claimed>> looks = () -> {
            List<Claimed> taken = new ArrayList<>();
            List<Claimed> look;
            do {
                look = ours(claims.claim());
                taken.addAll(look);
            } while (!look.isEmpty());
            return taken;
        };

        // when
        List<UUID> taken = new ArrayList<>();
        for (Future<List<Claimed>> replica : replicas.invokeAll(List.of(looks, looks, looks, looks))) {
            replica.get().forEach(event -> taken.add(event.eventId()));
        }
        replicas.shutdown();

        // then
        assertThat(taken).hasSize(150).doesNotHaveDuplicates();
    }

    @Test
    void floodOfOneConnector_starvesNoOther() {
        // given: the flood was due first
        park("a-" + run, 200);
        park("b-" + run, 2);
        park("calls-off", 9);

        // when
        List<Claimed> look = claims.claim().stream()
                .filter(event ->
                        event.connector().endsWith(run) || event.connector().equals("calls-off"))
                .toList();

        // then: by turns, and each up to its limit
        Map<String, List<Claimed>> byConnector = look.stream().collect(groupingBy(Claimed::connector));
        assertThat(byConnector.get("a-" + run)).hasSize(rules.common().atOnce());
        assertThat(byConnector.get("b-" + run)).hasSize(2);
        assertThat(byConnector.get("calls-off")).hasSize(4);
        assertThat(look.subList(0, 6)).extracting(Claimed::connector).containsOnly("a-" + run, "b-" + run, "calls-off");
        assertThat(look.subList(0, 3)).extracting(Claimed::connector).doesNotHaveDuplicates();
    }

    @Test
    void claimThatRanOutUntried_isTakenAgain_andNoAttemptIsCounted() {
        // given
        park("a-" + run, 1);
        RetryClaims dies = replica();
        Claimed first = only(dies);
        assertThat(ours(claims.claim())).as("while the lease lasts").isEmpty();

        // when
        Claimed second = awaitExpiry();

        // then
        assertThat(second.eventId()).isEqualTo(first.eventId());
        assertThat(second.claim()).isAfter(first.claim());
        assertThat(attempts(first.eventId())).isEqualTo("1: retrying");
        assertThat(begin(dies, first)).as("who lost it does not begin").isEmpty();
        assertThat(claims.begin(second)).isPresent();
    }

    @Test
    void attemptOfAKilledReplica_isKeptAsInterrupted_andTheEventTriedAgainOnce() {
        // given
        park("a-" + run, 1);
        RetryClaims dies = replica();
        UUID id = begin(dies, only(dies)).orElseThrow().id();

        // when
        Claimed again = awaitExpiry();

        // then
        assertThat(again.eventId()).isEqualTo(id);
        assertThat(ours(claims.claim())).isEmpty();
        assertThat(attempts(id)).isEqualTo("2: retrying, retrying Interrupted");

        // when it fails once more
        StoredEvent event = claims.begin(again).orElseThrow();
        queue.parkAgain(event, null, new TransientSyncException("later"));

        // then
        assertThat(attempts(id)).isEqualTo("3: retrying, retrying Interrupted, retrying");
    }

    @Test
    void attemptThatIsAlwaysInterrupted_isGivenUpAtTheLimitOfItsConnector() {
        // given: at most three attempts
        park("calls-off", 1);
        UUID id = id("calls-off");

        // when each replica that tries it dies
        for (int attempt = 2; attempt <= 3; attempt++) {
            RetryClaims dies = replica();
            await().atMost(Duration.ofSeconds(20)).until(() -> begun(dies, id));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            claims.claim();
            return status(id).startsWith("dead");
        });

        // then
        assertThat(status(id)).matches("dead, given up after 3 attempts: the attempt was interrupted.*");
        assertThat(attempts(id)).isEqualTo("3: retrying, retrying Interrupted, dead Interrupted");
    }

    @Test
    void replicaThatWakesUpLate_neitherFailsNorAppliesWhatAnotherHas() {
        // given: one that froze in its attempt, and another that has the event now
        park("a-" + run, 1);
        RetryClaims freezes = replica();
        StoredEvent late = begin(freezes, only(freezes)).orElseThrow();
        StoredEvent current = claims.begin(awaitExpiry()).orElseThrow();
        String before = row(late.id());

        // when it wakes up and fails, or goes on to apply
        IntakeResult failed = queue.parkAgain(late, null, new TransientSyncException("too late"));
        Claim claim = QuarkusTransaction.requiringNew()
                .call(() -> ledger.claimParked(late, Events.call("late-" + run, 1, "completed", 1, "+14155550123")));

        // then
        assertThat(failed.outcome()).isEqualTo(Outcome.RETRYING);
        assertThat(claim).isInstanceOf(Claim.Known.class);
        assertThat(row(late.id())).isEqualTo(before);

        // when the other one fails
        queue.parkAgain(current, null, new TransientSyncException("busy"));

        // then
        assertThat(attempts(late.id())).isEqualTo("3: retrying, retrying Interrupted, retrying");
    }

    @Test
    void leaseThatRanOutUnnoticed_isStillTheReplicasOwn() {
        // given: nobody else looked meanwhile
        park("a-" + run, 1);
        RetryClaims slow = replica();
        Claimed claimed = only(slow);
        await().pollDelay(LEASE.plusMillis(50)).until(() -> true);

        // when, then
        assertThat(begin(slow, claimed)).isPresent();
    }

    @Test
    void claimsGivenBack_areFreeAtOnce_butNotWhatIsBeingTried() {
        // given
        park("a-" + run, 3);
        List<Claimed> taken = ours(claims.claim());
        assertThat(claims.begin(taken.get(0))).isPresent();

        // when
        claims.giveBack(taken);

        // then
        assertThat(ours(claims.claim()))
                .extracting(Claimed::eventId)
                .containsExactlyInAnyOrder(taken.get(1).eventId(), taken.get(2).eventId());
    }

    @Test
    void claimsOfWhichTheReplicaNeverHeard_areTakenBack_andNoAttemptIsCounted() {
        // given: of these the answer did not arrive, neither of the claim nor of the beginning of an attempt
        park("a-" + run, 2);
        RetryClaims unheard = patient(new Replica());
        Claimed first = ours(inTransaction(unheard)).get(0);
        assertThat(begin(unheard, first)).isPresent();
        park("b-" + run, 1);
        assertThat(ours(claims.claim())).extracting(Claimed::connector).containsExactly("b-" + run);

        // when
        QuarkusTransaction.requiringNew().run(unheard::takeBack);

        // then
        assertThat(ours(claims.claim())).extracting(Claimed::connector).containsExactly("a-" + run, "a-" + run);
        assertThat(attempts(first.eventId())).isEqualTo("1: retrying");
    }

    @Test
    void claimsOfAReplicaThatIsGone_areAnothersAtOnce() {
        // given
        park("a-" + run, 1);
        var gone = new Replica();
        database.run(
                """
                insert into replica (id, host, pid, schedules, started_at, alive_until)
                values (:id, 'gone', 1, true, now(), now() + interval '1 minute')""",
                Map.of("id", gone.id()));
        RetryClaims dies = patient(gone);
        Claimed claimed = only(dies);
        UUID id = begin(dies, claimed).orElseThrow().id();
        assertThat(ours(claims.claim())).as("while it is there").isEmpty();

        // when
        database.run("update replica set alive_until = now() where id = :id", Map.of("id", gone.id()));

        // then
        assertThat(ours(claims.claim())).extracting(Claimed::eventId).containsExactly(id);
        assertThat(attempts(id)).isEqualTo("2: retrying, retrying Interrupted");
        database.run("delete from replica where id = :id", Map.of("id", gone.id()));
    }

    @Test
    void replicaWithAWrongClock_parksAndClaimsLikeTheOthers() {
        // given: its clock is an hour ahead
        var ahead = new RetryQueue(
                session,
                rows,
                keys,
                sightings,
                addresses,
                tombstones,
                rules,
                time,
                Clock.offset(clock, Duration.ofHours(1)));

        // when
        QuarkusTransaction.requiringNew()
                .run(() -> ahead.park(delivery("a-" + run, 0), Kind.CALL, null, new TransientSyncException("later")));

        // then
        assertThat(database.count(
                        "sync_event where connector = :connector and next_attempt_at between now() and now() + interval '6 seconds'",
                        Map.of("connector", "a-" + run)))
                .isEqualTo(1);
    }

    @Test
    void eventThatFailedTooOften_isADeadLetterThatSaysSo() {
        // given: a connector whose events are tried three times, the first time again after ten minutes
        queue.park(delivery("calls-off", 0), Kind.CALL, null, new TransientSyncException("busy"));
        UUID id = id("calls-off");
        assertThat(minutesToNext(id)).isBetween(7.9, 10.1);
        StoredEvent event = stored.find(id).orElseThrow();

        // when
        IntakeResult second = queue.parkAgain(event, null, new TransientSyncException("busy"));

        // then
        assertThat(second.outcome()).isEqualTo(Outcome.RETRYING);
        assertThat(minutesToNext(id)).isBetween(11.9, 15.1);

        // when
        IntakeResult third = queue.parkAgain(event, null, new TransientSyncException("busy"));

        // then
        assertThat(third.outcome()).isEqualTo(Outcome.DEAD);
        assertThat(third.reason()).isEqualTo("given up after 3 attempts: busy");
        assertThat(status(id)).isEqualTo("dead, given up after 3 attempts: busy");
    }

    /** A replica of its own whose lease is short. */
    private RetryClaims replica() {
        return new RetryClaims(session, new ShortPolicy(LEASE), rules, stored, rows, new Replica());
    }

    private RetryClaims patient(Replica replica) {
        return new RetryClaims(session, new ShortPolicy(Duration.ofMinutes(2)), rules, stored, rows, replica);
    }

    private Claimed only(RetryClaims replica) {
        List<Claimed> look = ours(inTransaction(replica));
        assertThat(look).hasSize(1);
        return look.get(0);
    }

    private static List<Claimed> inTransaction(RetryClaims replica) {
        return QuarkusTransaction.requiringNew().call(replica::claim);
    }

    private static Optional<StoredEvent> begin(RetryClaims replica, Claimed event) {
        return QuarkusTransaction.requiringNew().call(() -> replica.begin(event));
    }

    private boolean begun(RetryClaims replica, UUID id) {
        return inTransaction(replica).stream()
                .filter(event -> event.eventId().equals(id))
                .findFirst()
                .flatMap(event -> begin(replica, event))
                .isPresent();
    }

    private Claimed awaitExpiry() {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> ours(claims.claim()).stream().findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    private List<Claimed> ours(List<Claimed> look) {
        return look.stream().filter(event -> event.connector().endsWith(run)).toList();
    }

    private void park(String connector, int events) {
        IntStream.range(0, events)
                .forEach(i -> queue.park(delivery(connector, i), Kind.CALL, null, new TransientSyncException("later")));
        database.run(
                "update sync_event set next_attempt_at = now() where connector = :connector",
                Map.of("connector", connector));
    }

    private Delivery delivery(String connector, int number) {
        return new Delivery(
                connector,
                UUID.randomUUID().toString(),
                "application/json",
                ("event " + number + " of " + run).getBytes(StandardCharsets.UTF_8),
                Map.of(),
                clock.instant());
    }

    private UUID id(String connector) {
        return UUID.fromString(database.text(
                "select cast(id as text) from sync_event where connector = :connector",
                Map.of("connector", connector)));
    }

    private double minutesToNext(UUID id) {
        return Double.parseDouble(database.text(
                "select cast(extract(epoch from next_attempt_at - now()) / 60 as text) from sync_event where id = :id",
                Map.of("id", id)));
    }

    private String status(UUID id) {
        return database.text("select status || ', ' || reason from sync_event where id = :id", Map.of("id", id));
    }

    private String row(UUID id) {
        return database.text("select cast(e as text) from sync_event e where id = :id", Map.of("id", id));
    }

    /** The count, and what each attempt ended with. */
    private String attempts(UUID id) {
        return database.text(
                """
                select e.attempts || ': ' || string_agg(a.result || case a.error_type when 'Interrupted' then ' Interrupted'
                                                                    else '' end, ', ' order by a.attempt)
                from sync_event e join event_attempt a on a.event_id = e.id where e.id = :id group by e.attempts""",
                Map.of("id", id));
    }
}
