package io.syncline.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.camel.ProducerTemplate;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept and logged of a failure: the cause, and nothing of the item. */
@QuarkusTest
class FailureIT {
    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    @Inject
    Clock clock;

    private final Log log = new Log();
    private final String callId = UUID.randomUUID().toString();
    private final String marker = "secret" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(log);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("").removeHandler(log);
        database.run("drop trigger if exists test_failure on activity", Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "calls | application/json | {\"callId\": %s}",
                "calls | application/json | {\"callId\": \"1\", \"callId\": \"%s\"}",
                "calls | application/json | {\"callId\": \"1\"} %s",
                "calls | application/json | {\"callId\": \"1\", \"status\": \"%s\"}",
                "calls | application/json | {\"callId\": \"1\", \"status\": \"ringing\", \"occurredAt\": \"%s\"}",
                "calls | application/json; charset=%s | {}",
                "twilio | application/x-www-form-urlencoded | CallSid=CA1&CallStatus=%s",
                "twilio | application/x-www-form-urlencoded | CallSid=CA1&CallStatus=ringing&Timestamp=%s",
                "leads | application/json | {\"email\": \"%s\"}",
                "website | application/x-www-form-urlencoded | email=%s",
                "website | multipart/form-data; boundary=%s | nothing",
                "postbox | message/rfc822 | %s",
                "postbox | message/rfc822 | X-%s: nothing",
            })
    void unreadableItem_isNotQuoted(String connector, String contentType, String body) {
        IntakeResult result = intake(connector, contentType.formatted(marker), body.formatted(marker));

        assertThat(result.outcome()).isEqualTo(Outcome.DEAD);
        assertNowhereQuoted(result);
    }

    @Test
    void valueThatTheDatabaseRefuses_isNotQuoted() {
        refuse("raise exception 'invalid input syntax for type uuid: \"" + marker + "\"' using errcode = '22P02'");

        IntakeResult result = intake("calls", "application/json", call());

        assertThat(result.outcome()).isEqualTo(Outcome.DEAD);
        assertThat(result.reason()).contains("invalid input syntax for type uuid: (a value)");
        assertNowhereQuoted(result);
    }

    @ParameterizedTest
    @CsvSource({"40001, RETRYING", "57P01, RETRYING", "53100, RETRYING", "23514, DEAD", "22000, DEAD"})
    void refusalOfTheCommit_isTakenForWhatTheDatabaseSays(String sqlState, Outcome outcome) {
        refuse("raise exception 'refused at the commit' using errcode = '" + sqlState + "'");

        IntakeResult result = intake("calls", "application/json", call());

        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.reason()).isEqualTo("ERROR: refused at the commit");
        assertThat(database.text(
                        "select error_type from event_attempt a join sync_event e on e.id = a.event_id where e.event_key = :key",
                        Map.of("key", result.eventKey())))
                .isEqualTo("PSQLException");
    }

    private void assertNowhereQuoted(IntakeResult result) {
        assertThat(result.reason()).isNotBlank().doesNotContain(marker);
        assertThat(database.text(
                        """
                        select e.reason || e.error || string_agg(a.error || a.error_type, '')
                        from sync_event e join event_attempt a on a.event_id = e.id
                        where e.event_key = :key group by e.reason, e.error""",
                        Map.of("key", result.eventKey())))
                .isNotBlank()
                .doesNotContain(marker);
        assertThat(log.lines).isNotEmpty().noneMatch(line -> line.contains(marker));
    }

    private void refuse(String statement) {
        database.run(
                """
                create or replace function test_failure() returns trigger language plpgsql as $$
                begin %s; end $$"""
                        .formatted(statement),
                Map.of());
        database.run(
                """
                create constraint trigger test_failure after insert on activity deferrable initially deferred
                for each row when (new.external_id = '%s') execute function test_failure()"""
                        .formatted(callId),
                Map.of());
    }

    private String call() {
        return """
               {"callId": "%s", "sequence": 1, "status": "completed", "direction": "inbound", "from": "+14155550199",
                "to": "+14155550100", "occurredAt": "2026-03-02T10:00:00Z"}"""
                .formatted(callId);
    }

    private IntakeResult intake(String connector, String contentType, String body) {
        var delivery = new Delivery(
                connector,
                UUID.randomUUID().toString(),
                contentType,
                body.getBytes(StandardCharsets.UTF_8),
                Map.of(),
                clock.instant());
        return producer.requestBody("direct:intake", delivery, IntakeResult.class);
    }

    /** Everything that is logged, with stack traces. */
    private static final class Log extends Handler {
        private final ExtFormatter formatter = new PatternFormatter("%c %s%e");
        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord record) {
            lines.add(formatter.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
