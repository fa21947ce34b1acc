package io.syncline.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkus.test.junit.QuarkusTest;
import io.syncline.database.Owner;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What PostgreSQL itself does to a transaction in the middle of an apply: each time the event is parked with the cause,
 * tried again, and its effects are there once. A rival holds what the apply needs, so that nothing hangs on timing.
 */
@QuarkusTest
class ProvokedFailuresIT {
    @Inject
    ProducerTemplate producer;

    @Inject
    AgroalDataSource source;

    @Inject
    Owner owner;

    @Inject
    Database database;

    @Inject
    Clock clock;

    private final String call = "provoked-" + UUID.randomUUID();
    private Rival rival;

    @BeforeEach
    void connect() throws SQLException {
        rival = new Rival(owner);
    }

    @AfterEach
    void disconnect() throws SQLException {
        rival.close();
        database.run("drop trigger if exists test_provoked on sync_event", Map.of());
        database.run("drop trigger if exists test_provoked on activity", Map.of());
    }

    @Test
    void deadlock_isParkedAndAppliedOnceLater() throws Exception {
        // given: who has the activity and wants its name, while the apply has its name and wants the activity
        intake("ringing");
        applyWith("deadlock_timeout", "2s");
        rival.execute("select 1 from activity where activity_key = '" + activityKey() + "' for update");
        CompletableFuture<IntakeResult> answer = begin("completed");
        rival.awaitBlocked();

        // when
        rival.execute(takesTheActivity());
        rival.letGo();

        // then
        assertParkedThenAppliedOnce(answer.join(), "ERROR: deadlock detected", Outcome.UPDATED);
    }

    @Test
    void serializationFailure_isParkedAndAppliedOnceLater() throws Exception {
        // given: a PostgreSQL that somebody set to a stricter isolation than ours
        intake("ringing");
        isolation("set default_transaction_isolation = 'repeatable read'");
        try {
            rival.execute("update activity set updated_at = now() where activity_key = '" + activityKey() + "'");
            CompletableFuture<IntakeResult> answer = begin("completed");
            rival.awaitBlocked();

            // when
            rival.commit();

            // then
            assertParkedThenAppliedOnce(
                    answer.join(), "ERROR: could not serialize access due to concurrent update", Outcome.UPDATED);
        } finally {
            isolation("reset default_transaction_isolation");
        }
    }

    @Test
    void lockTimeout_isParkedAndAppliedOnceLater() throws Exception {
        // given
        applyWith("lock_timeout", "200ms");
        rival.execute(takesTheActivity());

        // when
        IntakeResult answer = intake("completed");
        rival.letGo();

        // then
        assertParkedThenAppliedOnce(answer, "ERROR: canceling statement due to lock timeout", Outcome.CREATED);
    }

    @Test
    void statementThatIsCancelled_isParkedAndAppliedOnceLater() throws Exception {
        // given
        rival.execute(takesTheActivity());
        CompletableFuture<IntakeResult> answer = begin("completed");

        // when
        rival.execute("select pg_cancel_backend(" + rival.awaitBlocked() + ")");
        IntakeResult parked = answer.join();
        rival.letGo();

        // then
        assertParkedThenAppliedOnce(parked, "ERROR: canceling statement due to user request", Outcome.CREATED);
    }

    @Test
    void connectionTerminatedInTheMiddle_isParkedAndAppliedOnceLater() throws Exception {
        // given: an apply that has its key in the ledger and no activity yet
        rival.execute(takesTheActivity());
        CompletableFuture<IntakeResult> answer = begin("completed");

        // when
        rival.execute("select pg_terminate_backend(" + rival.awaitBlocked() + ")");
        IntakeResult parked = answer.join();
        rival.letGo();

        // then
        assertParkedThenAppliedOnce(parked, "An I/O error occurred while sending to the backend.", Outcome.CREATED);
    }

    @Test
    void connectionTerminatedAtTheCommit_isParkedAndAppliedOnceLater() throws Exception {
        // given: all statements made, and the commit under way
        rival.execute("select pg_advisory_xact_lock(4711)");
        trigger(
                "perform pg_advisory_xact_lock(4711); return new",
                "create constraint trigger test_provoked after insert on activity deferrable initially deferred"
                        + " for each row when (new.external_id = '%s')".formatted(call));
        CompletableFuture<IntakeResult> answer = begin("completed");

        // when
        rival.execute("select pg_terminate_backend(" + rival.awaitBlocked() + ")");
        IntakeResult parked = answer.join();
        rival.letGo();

        // then
        assertParkedThenAppliedOnce(parked, "An I/O error occurred while sending to the backend.", Outcome.CREATED);
    }

    @Test
    void connectionTerminatedInABatch_undoesItAndAppliesEachOnceByItself() throws Exception {
        // given: the second of three waits
        rival.execute(takesTheActivity());
        var before = delivery(call + "-before", "completed");
        var after = delivery(call + "-after", "completed");
        CompletableFuture<List<?>> answers = CompletableFuture.supplyAsync(() -> producer.requestBody(
                "direct:intake-batch", List.of(before, delivery(call, "completed"), after), List.class));

        // when
        rival.execute("select pg_terminate_backend(" + rival.awaitBlocked() + ")");
        rival.letGo();

        // then
        assertThat(answers.join().stream().map(answer -> ((IntakeResult) answer).outcome()))
                .containsExactly(Outcome.CREATED, Outcome.CREATED, Outcome.CREATED);
        Stream.of("-before", "", "-after").forEach(suffix -> assertThat(onceInTheCrm(call + suffix))
                .isEqualTo("1 activities, 1 sightings, 1 audited, 0 failed attempts"));
    }

    /** The attempt carries the cause, nothing of it is left, and the next attempt has every effect once. */
    private void assertParkedThenAppliedOnce(IntakeResult parked, String cause, Outcome outcome) {
        assertThat(parked.outcome()).as(parked.reason()).isEqualTo(Outcome.RETRYING);
        assertThat(event(parked)).isEqualTo("retrying retrying, 1 attempts; 1 retrying PSQLException: " + cause);

        database.run(
                "update sync_event set next_attempt_at = now() where event_key = :key",
                Map.of("key", parked.eventKey()));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(event(parked))
                .isEqualTo("applied " + outcome.word() + ", 2 attempts; 1 retrying PSQLException: " + cause));
        assertThat(onceInTheCrm(call))
                .isEqualTo(
                        outcome == Outcome.CREATED
                                ? "1 activities, 1 sightings, 1 audited, 1 failed attempts"
                                : "1 activities, 2 sightings, 2 audited, 1 failed attempts");
    }

    private String event(IntakeResult result) {
        return database.text(
                """
                select e.status || ' ' || e.outcome || ', ' || e.attempts || ' attempts; '
                       || string_agg(a.attempt || ' ' || a.result || ' ' || a.error_type || ': ' || a.error, ', ' order by a.attempt)
                from sync_event e join event_attempt a on a.event_id = e.id
                where e.event_key = :key group by e.id""",
                Map.of("key", result.eventKey()));
    }

    private String onceInTheCrm(String callId) {
        return database.text(
                """
                select (select count(*) from activity where external_id = :id and status = 'completed') || ' activities, '
                       || (select count(*) from sighting s join sync_event e on e.id = s.event_id
                           where e.external_id = :id) || ' sightings, '
                       || (select count(*) from audit u join activity a on u.entity_id = cast(a.id as text)
                           where a.external_id = :id and u.action in ('created', 'updated')) || ' audited, '
                       || (select count(*) from event_attempt t join sync_event e on e.id = t.event_id
                           where e.external_id = :id) || ' failed attempts'""",
                Map.of("id", callId));
    }

    /** The lock by which the events of one activity wait for each other. */
    private String takesTheActivity() {
        return "select pg_advisory_xact_lock(hashtextextended('activity:" + activityKey() + "', 0))";
    }

    private String activityKey() {
        return "call:calls:" + call;
    }

    /** Sets something for the transactions of this call only. */
    private void applyWith(String setting, String value) {
        trigger(
                "perform set_config('%s', '%s', true); return new".formatted(setting, value),
                "create trigger test_provoked before insert on sync_event for each row when (new.external_id = '%s')"
                        .formatted(call));
    }

    private void trigger(String body, String definition) {
        database.run(
                "create or replace function test_provoked() returns trigger language plpgsql security definer as $$ begin "
                        + body + "; end $$",
                Map.of());
        database.run(definition + " execute function test_provoked()", Map.of());
    }

    /** For connections that are made from now on, which then are all but the rival's. */
    private void isolation(String change) {
        database.run("alter database " + database.text("select current_database()", Map.of()) + " " + change, Map.of());
        source.flush(FlushMode.GRACEFUL);
    }

    private CompletableFuture<IntakeResult> begin(String status) {
        return CompletableFuture.supplyAsync(() -> intake(status));
    }

    private IntakeResult intake(String status) {
        return producer.requestBody("direct:intake", delivery(call, status), IntakeResult.class);
    }

    private Delivery delivery(String callId, String status) {
        String body =
                """
                {"callId": "%s", "status": "%s", "direction": "inbound", "from": "+14155550199", "to": "+14155550100",
                 "occurredAt": "2026-03-02T10:00:00Z"}"""
                        .formatted(callId, status);
        return new Delivery(
                "calls",
                UUID.randomUUID().toString(),
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                Map.of(),
                clock.instant());
    }
}
