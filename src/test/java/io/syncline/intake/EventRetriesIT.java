package io.syncline.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.event.Delivery;
import io.syncline.event.Hashes;
import io.syncline.event.Kind;
import io.syncline.event.TransientSyncException;
import io.syncline.ledger.RetryClaims;
import io.syncline.ledger.RetryQueue;
import io.syncline.ledger.StoredEvent;
import io.syncline.runtime.Shutdown;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A look at the parked events goes on until nothing is due, and ends in order. */
@QuarkusTest
class EventRetriesIT {
    private static final int FLOOD = 200;

    @Inject
    RetryClaims claims;

    @Inject
    RetryQueue queue;

    @Inject
    EventMeter meter;

    @Inject
    Database database;

    @Inject
    CamelContext camel;

    @Inject
    Clock clock;

    private final String run = "retries-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void stopLooking() throws Exception {
        camel.getRouteController().stopRoute("event-retry");
    }

    @AfterEach
    void lookAgain() throws Exception {
        camel.getRouteController().startRoute("event-retry");
    }

    @Test
    void floodOfParkedEvents_isDrained() throws Exception {
        // given
        for (int i = 0; i < FLOOD; i++) {
            park("calls", "flood-" + i);
        }
        due();

        // when
        camel.getRouteController().startRoute("event-retry");

        // then
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(database.count(
                        "sync_event where status = 'retrying' and external_id like :run", Map.of("run", run + "%")))
                .isZero());
        assertThat(database.count(
                        "activity where kind = 'call' and external_id like :run", Map.of("run", run + "-flood-%")))
                .isEqualTo(FLOOD);
        assertThat(database.count(
                        """
                        event_attempt a join sync_event e on e.id = a.event_id
                        where e.connector = 'calls' and e.external_id like :run""",
                        Map.of("run", run + "-flood-%")))
                .as("one failed attempt each")
                .isEqualTo(FLOOD);
    }

    @Test
    void endOfTheProcess_givesBackWhatWasClaimedAndNotTried() {
        // given
        park("calls", "1");
        park("calls", "2");
        park("calls", "3");
        due();
        var stopping = new boolean[1];
        var retries = new EventRetries(claims, meter, new Shutdown() {
            @Override
            public boolean begun() {
                return stopping[0];
            }
        });
        assertThat(retries.next(new DefaultExchange(camel))).isTrue();

        // when
        stopping[0] = true;

        // then
        assertThat(retries.next(new DefaultExchange(camel))).isFalse();
        assertThat(database.count(
                        "sync_event where external_id like :run and claimed_until is not null",
                        Map.of("run", run + "%")))
                .as("the one that is being tried")
                .isEqualTo(1);
        assertThat(database.count("sync_event where external_id like :run and attempts = 1", Map.of("run", run + "%")))
                .isEqualTo(3);
    }

    @Test
    void attemptWhoseEndCouldNotBeKept_isMadeAgainSoon_notAfterTheLease() {
        // given
        park("calls", "unheard");
        due();
        var retries = new EventRetries(claims, meter, new Shutdown());
        assertThat(attempt(retries)).isTrue();

        // when
        retries.failed(new TransientSyncException("the database is away"));

        // then
        await().atMost(Duration.ofSeconds(20)).until(() -> attempt(retries));
    }

    /** Whether a look comes to the one parked event of the run; its attempt is under way then. */
    private boolean attempt(EventRetries retries) {
        var exchange = new DefaultExchange(camel);
        boolean found = false;
        while (!found && retries.next(exchange)) {
            var event = exchange.getProperty(EventProperties.STORED, StoredEvent.class);
            found = new String(event.delivery().payload(), StandardCharsets.UTF_8).contains(run);
        }
        return found;
    }

    private void park(String connector, String call) {
        String body =
                """
                {"callId": "%s-%s", "sequence": 1, "status": "completed", "direction": "inbound",
                 "from": "+14155550199", "to": "+14155550100", "occurredAt": "2026-03-02T10:00:00Z"}"""
                        .formatted(run, call);
        var delivery = new Delivery(
                connector,
                UUID.randomUUID().toString(),
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                Map.of(),
                clock.instant());
        queue.park(delivery, Kind.CALL, null, new TransientSyncException("later"));
        database.run(
                "update sync_event set external_id = :call where connector = :connector and external_id = :hash",
                Map.of("call", run + "-" + call, "connector", connector, "hash", hash(delivery)));
    }

    private static String hash(Delivery delivery) {
        return Hashes.sha256(delivery.payload());
    }

    private void due() {
        database.run(
                "update sync_event set next_attempt_at = now() where status = 'retrying' and external_id like :run",
                Map.of("run", run + "%"));
    }
}
