package io.syncline.ledger;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.syncline.event.Delivery;
import io.syncline.event.Hashes;
import io.syncline.event.IntakeResult;
import io.syncline.event.Kind;
import io.syncline.event.Outcome;
import io.syncline.event.TransientSyncException;
import io.syncline.intake.Database;
import io.syncline.lease.Replica;
import io.syncline.ledger.RetryClaims.Claimed;
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
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Retries that wait while a process ends: each is applied, and once, whoever wakes up when. */
@QuarkusTest
class RetryRestartIT {
    private static final Duration LEASE = Duration.ofMillis(300);
    private static final int CALLS = 12;

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
    StatelessSession session;

    @Inject
    Database database;

    @Inject
    ProducerTemplate producer;

    @Inject
    CamelContext camel;

    @Inject
    Clock clock;

    private final String run = "restart-" + UUID.randomUUID();

    @BeforeEach
    void stopLooking() throws Exception {
        camel.getRouteController().stopRoute("event-retry");
    }

    @AfterEach
    void lookAgain() throws Exception {
        camel.getRouteController().startRoute("event-retry");
    }

    @Test
    void retriesOfAProcessThatDied_areEachAppliedOnceByWhoComesAfter() throws Exception {
        // given: a process that dies with some attempts begun, some events claimed and some still waiting
        park(CALLS);
        List<Claimed> inHand = claim(replica());
        assertThat(inHand).hasSize(CALLS);
        List<StoredEvent> begun = inHand.subList(0, 4).stream()
                .flatMap(event -> begin(event).stream())
                .toList();
        assertThat(begun).hasSize(4);

        // when two others come, as soon as the leases have run out
        List<Outcome> outcomes = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            outcomes.addAll(drainedByTwo());
            return waiting() == 0;
        });

        // then
        assertThat(outcomes).hasSize(CALLS).containsOnly(Outcome.CREATED);
        assertEachAppliedOnce();
        assertThat(attempts()).isEqualTo("4 in 3 attempts, 1 interrupted; 8 in 2 attempts, 0 interrupted");

        // when the dead one was only frozen, and goes on with what it had begun
        List<Outcome> late = begun.stream().map(this::apply).toList();

        // then
        assertThat(late).containsOnly(Outcome.DUPLICATE);
        assertEachAppliedOnce();
        assertThat(attempts()).isEqualTo("4 in 3 attempts, 1 interrupted; 8 in 2 attempts, 0 interrupted");
    }

    @Test
    void ownerAndLoserOfAClaimInTheSameMoment_applyOnce() throws Exception {
        // given: one that froze in its attempts, and another that has them now
        park(CALLS);
        List<StoredEvent> losers = claim(replica()).stream()
                .flatMap(event -> begin(event).stream())
                .toList();
        List<StoredEvent> owners =
                await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> claim(claims), claimed -> claimed.size() == CALLS)
                        .stream()
                        .flatMap(event -> claims.begin(event).stream())
                        .toList();
        assertThat(losers).hasSize(CALLS);
        assertThat(owners).hasSize(CALLS);

        // when
        List<Callable<Outcome>> both = Stream.concat(losers.stream(), owners.stream())
                .sorted(comparing(StoredEvent::id))
                .<Callable<Outcome>>map(event -> () -> apply(event))
                .toList();
        List<Outcome> outcomes = inThreads(4, both);

        // then: the loser is told that the event is retrying still, or applied already
        assertThat(outcomes).filteredOn(Outcome.CREATED::equals).hasSize(CALLS);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome != Outcome.CREATED)
                .hasSize(CALLS)
                .isSubsetOf(Outcome.DUPLICATE, Outcome.RETRYING);
        assertEachAppliedOnce();
    }

    /** Two replicas that look until they find nothing more. */
    private List<Outcome> drainedByTwo() throws Exception {
        Callable<List<Outcome>> drain = () -> {
            List<Outcome> outcomes = new ArrayList<>();
            List<Claimed> look = claim(claims);
            while (!look.isEmpty()) {
                look.stream()
                        .flatMap(event -> claims.begin(event).stream())
                        .forEach(event -> outcomes.add(apply(event)));
                look = claim(claims);
            }
            return outcomes;
        };
        return inThreads(2, List.of(drain, drain)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static <T> List<T> inThreads(int threads, List<Callable<T>> tasks) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        List<T> results = new ArrayList<>();
        for (Future<T> result : pool.invokeAll(tasks)) {
            results.add(result.get());
        }
        pool.shutdown();
        return results;
    }

    /** Through the path, as the route event-retry hands it on. */
    private Outcome apply(StoredEvent event) {
        return producer.request("direct:intake", exchange -> {
                    exchange.setProperty("syncline.stored", event);
                    exchange.getMessage().setBody(event.delivery());
                })
                .getMessage()
                .getBody(IntakeResult.class)
                .outcome();
    }

    private void assertEachAppliedOnce() {
        assertThat(database.text(
                        """
                        select (select count(*) from activity where external_id like :run) || ' activities, '
                               || (select count(*) from sync_event where external_id like :run and status = 'applied'
                                   and outcome = 'created') || ' events, '
                               || (select count(*) from audit u join activity a on u.entity_id = cast(a.id as text)
                                   where a.external_id like :run and u.action = 'created') || ' audited'""",
                        Map.of("run", run + "%")))
                .isEqualTo(CALLS + " activities, " + CALLS + " events, " + CALLS + " audited");
    }

    /** How many events took how many attempts, and how many of those were interrupted. */
    private String attempts() {
        return database.text(
                """
                select string_agg(events || ' in ' || attempts || ' attempts, ' || interrupted || ' interrupted', '; '
                                  order by attempts desc)
                from (select count(*) as events, attempts, interrupted
                      from (select e.attempts, (select count(*) from event_attempt a
                                                where a.event_id = e.id and a.error_type = 'Interrupted') as interrupted
                            from sync_event e where e.external_id like :run) each
                      group by attempts, interrupted) alike""",
                Map.of("run", run + "%"));
    }

    private long waiting() {
        return database.count(
                "sync_event where status = 'retrying' and external_id like :run", Map.of("run", run + "%"));
    }

    /** A process of its own, whose leases are short. */
    private RetryClaims replica() {
        return new RetryClaims(session, new ShortPolicy(LEASE), rules, stored, rows, new Replica());
    }

    private List<Claimed> claim(RetryClaims replica) {
        return QuarkusTransaction.requiringNew().call(replica::claim).stream()
                .filter(event -> event.connector().equals("calls"))
                .toList();
    }

    private Optional<StoredEvent> begin(Claimed event) {
        return QuarkusTransaction.requiringNew().call(() -> replica().begin(event));
    }

    private void park(int calls) {
        IntStream.range(0, calls).forEach(i -> {
            Delivery delivery = delivery(run + "-" + i);
            queue.park(delivery, Kind.CALL, null, new TransientSyncException("later"));
            database.run(
                    "update sync_event set external_id = :call, next_attempt_at = now() where external_id = :hash",
                    Map.of("call", run + "-" + i, "hash", Hashes.sha256(delivery.payload())));
        });
    }

    private Delivery delivery(String call) {
        String body =
                """
                {"callId": "%s", "sequence": 1, "status": "completed", "direction": "inbound", "from": "+14155550199",
                 "to": "+14155550100", "occurredAt": "2026-03-02T10:00:00Z"}"""
                        .formatted(call);
        return new Delivery(
                "calls",
                UUID.randomUUID().toString(),
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                Map.of(),
                clock.instant());
    }
}
