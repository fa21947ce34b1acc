package io.syncline.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import io.syncline.ledger.DeadLetters;
import io.syncline.ledger.Ledger;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What does not go through at once is kept: parked and retried, or a dead letter that can be replayed. */
@QuarkusTest
class IntakeIT {
    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    @Inject
    Replay replay;

    @Inject
    DeadLetters deadLetters;

    @Inject
    Ledger ledger;

    @Inject
    Clock clock;

    @AfterEach
    void allow() {
        database.run("drop trigger if exists test_intake on activity", Map.of());
    }

    @Test
    void transientFailure_isParkedAndRetriedUntilItGoesThrough() {
        // given: a database that rolls this call back as it does on a serialization failure
        String call = "transient-" + UUID.randomUUID();
        refuse(call, "40001");

        // when
        IntakeResult parked = intake(callBody(call, "ringing"));

        // then
        assertThat(parked.outcome()).isEqualTo(Outcome.RETRYING);
        assertThat(status(parked)).isEqualTo("retrying, 1 attempts");

        // when it is tried again in vain
        due(parked);

        // then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(status(parked)).isEqualTo("retrying, 2 attempts"));

        // when it has passed
        allow();
        due(parked);

        // then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(status(parked)).isEqualTo("applied, 3 attempts"));
        assertThat(database.count("activity where external_id = :id", Map.of("id", call)))
                .isEqualTo(1);
        assertThat(database.count(
                        "event_attempt a join sync_event e on e.id = a.event_id where e.event_key = :key",
                        Map.of("key", parked.eventKey())))
                .isEqualTo(2);
    }

    @Test
    void unreadableDelivery_isADeadLetterWithItsPayload() {
        // when
        IntakeResult result = intake("{\"callId\": \"x\", \"status\": 7}");

        // then
        assertThat(result.outcome()).isEqualTo(Outcome.DEAD);
        assertThat(result.reason()).contains("status");
        assertThat(database.text(
                        "select convert_from(payload, 'UTF8') from sync_event where event_key = :key",
                        Map.of("key", result.eventKey())))
                .isEqualTo("{\"callId\": \"x\", \"status\": 7}");
    }

    @Test
    void deadLetter_isReplayedOnceItsCauseIsGone_andThenStays() {
        // given: the database refuses the data for good
        String call = "dead-" + UUID.randomUUID();
        refuse(call, "22000");
        IntakeResult dead = intake(callBody(call, "completed"));
        assertThat(dead.outcome()).isEqualTo(Outcome.DEAD);
        UUID id = id(dead);

        // when
        allow();
        var first = replay.replay(id, "operator");
        var second = replay.replay(id, "operator");

        // then
        assertThat(first).map(IntakeResult::outcome).contains(Outcome.CREATED);
        assertThat(second).map(IntakeResult::outcome).contains(Outcome.CREATED);
        assertThat(database.count("activity where external_id = :id", Map.of("id", call)))
                .isEqualTo(1);
        assertThat(database.count("sighting where event_id = :id", Map.of("id", id)))
                .isEqualTo(1);
        assertThat(database.count("audit where entity_id = :id and action = 'replayed'", Map.of("id", id.toString())))
                .isEqualTo(2);
    }

    @Test
    void discardedEvent_staysAwayFromTheTimeline() {
        // given
        String call = "discarded-" + UUID.randomUUID();
        refuse(call, "22000");
        UUID id = id(intake(callBody(call, "completed")));
        allow();

        // when
        deadLetters.discard(id, "a test call", "operator");
        replay.replay(id, "operator");

        // then
        assertThat(ledger.find(id).orElseThrow().outcome()).isEqualTo(Outcome.DISCARDED);
        assertThat(database.count("activity where external_id = :id", Map.of("id", call)))
                .isZero();
    }

    @Test
    void poisonInABatch_parksOnlyItself() {
        // given
        String run = UUID.randomUUID().toString();
        List<Delivery> batch = IntStream.range(0, 20)
                .mapToObj(i -> delivery(i == 7 ? "not a call" + run : callBody(run + "-" + i, "completed")))
                .toList();

        // when
        List<?> results = producer.requestBody("direct:intake-batch", batch, List.class);

        // then
        assertThat(results)
                .hasSize(20)
                .extracting(result -> ((IntakeResult) result).outcome())
                .satisfies(outcomes -> {
                    assertThat(outcomes.get(7)).isEqualTo(Outcome.DEAD);
                    assertThat(outcomes).filteredOn(Outcome.CREATED::equals).hasSize(19);
                });
    }

    @Test
    void goodBatch_isOneTransaction() {
        // given
        String run = UUID.randomUUID().toString();
        List<Delivery> batch = IntStream.range(0, 20)
                .mapToObj(i -> delivery(callBody(run + "-" + i, "completed")))
                .toList();

        // when
        producer.requestBody("direct:intake-batch", batch, List.class);

        // then
        assertThat(database.count(
                        "(select distinct cast(xmin as text) from sync_event where event_key like :key) t",
                        Map.of("key", "call:v1:calls:" + run + "%")))
                .isEqualTo(1);
    }

    private IntakeResult intake(String body) {
        return producer.requestBody("direct:intake", delivery(body), IntakeResult.class);
    }

    private Delivery delivery(String body) {
        return new Delivery(
                "calls",
                UUID.randomUUID().toString(),
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                Map.of(),
                clock.instant());
    }

    private static String callBody(String callId, String status) {
        return """
               {"callId": "%s", "sequence": 1, "status": "%s", "direction": "inbound", "from": "+14155550199",
                "to": "+14155550100", "occurredAt": "2026-03-02T10:00:00Z"}"""
                .formatted(callId, status);
    }

    private void due(IntakeResult parked) {
        database.run(
                "update sync_event set next_attempt_at = now() where event_key = :key",
                Map.of("key", parked.eventKey()));
    }

    private UUID id(IntakeResult result) {
        return UUID.fromString(database.text(
                "select cast(id as text) from sync_event where event_key = :key", Map.of("key", result.eventKey())));
    }

    private String status(IntakeResult result) {
        return database.text(
                "select status || ', ' || attempts || ' attempts' from sync_event where event_key = :key",
                Map.of("key", result.eventKey()));
    }

    private void refuse(String call, String sqlState) {
        database.run(
                """
                create or replace function test_intake() returns trigger language plpgsql as $$
                begin raise exception 'refused by the test' using errcode = '%s'; end $$"""
                        .formatted(sqlState),
                Map.of());
        database.run(
                "create trigger test_intake before insert on activity for each row when (new.external_id = '%s') execute function test_intake()"
                        .formatted(call),
                Map.of());
    }
}
