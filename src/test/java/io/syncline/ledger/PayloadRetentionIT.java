package io.syncline.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.syncline.database.Owner;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Raw items go when their connector's retention (30 days here) has passed, a batch a transaction. */
@QuarkusTest
class PayloadRetentionIT {
    private static final String CONNECTOR = "calls-kept-briefly";

    @Inject
    PayloadRetention retention;

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    @Inject
    Owner owner;

    @Inject
    Clock clock;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void removeWhatOthersLeft() {
        while (retention.remove() > 0) {
            // Until nothing is left.
        }
    }

    private String call(String connector, String callId, Duration age, String end) {
        String body =
                """
                {"callId": "%s", "sequence": 1, "status": "completed", "direction": "inbound", "from": "+14155550177",
                 "to": "+14155550100", "occurredAt": "2026-01-02T10:00:00Z"%s"""
                        .formatted(callId + mark, end);
        Instant received = clock.instant().minus(age);
        var delivery = new Delivery(
                connector,
                UUID.randomUUID().toString(),
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                Map.of("said", "beside it"),
                received);
        String key = producer.requestBody("direct:intake", delivery, IntakeResult.class)
                .eventKey();
        return database.text("select cast(id as text) from sync_event where event_key = :key", Map.of("key", key));
    }

    private boolean kept(String event) {
        return database.count("sync_event where id = cast(:id as uuid) and payload is not null", Map.of("id", event))
                == 1;
    }

    @Test
    void oldItems_areTakenOut_andSayWhy_whileTheRestStays() {
        String old = call(CONNECTOR, "old", Duration.ofDays(31), "}");
        String recent = call(CONNECTOR, "recent", Duration.ofDays(29), "}");
        String dead = call(CONNECTOR, "dead", Duration.ofDays(31), "");
        String ofAnother = call("calls", "other", Duration.ofDays(31), "}");

        assertThat(retention.remove()).isEqualTo(1);
        assertThat(retention.remove()).isZero();

        assertThat(kept(old)).isFalse();
        assertThat(kept(recent)).isTrue();
        assertThat(kept(dead)).isTrue();
        assertThat(kept(ofAnother)).isTrue();
        assertThat(database.count(
                        "activity where event_key = :key",
                        Map.of("key", "call:v1:" + CONNECTOR + ":old" + mark + ":1")))
                .isEqualTo(1);
        var api = given().auth().preemptive().basic("operator", "operator").contentType(ContentType.JSON);
        api.get("/api/v1/events/" + old)
                .then()
                .body("payload", nullValue())
                .body("outcome", equalTo("created"))
                .body("payloadRemoved.by", equalTo("retention"));
        api.post("/api/v1/events/" + old + "/replay")
                .then()
                .statusCode(409)
                .body("detail", containsString("(retention)"));
        api.get("/api/v1/audit?entity=connector&id=" + CONNECTOR)
                .then()
                .body("items[0].action", equalTo("payloads-removed"))
                .body("items[0].after.items", equalTo(1));
    }

    @Test
    void manyItems_goInBatches_andByOneReplicaAtATime() throws SQLException {
        database.run(
                """
                insert into sync_event (id, event_key, connector, kind, external_id, status, outcome, content_type, payload,
                    content_hash, context, received_at)
                select gen_random_uuid(), 'test:' || :mark || ':' || i, :connector, 'call', 'x' || i, 'applied', 'excluded',
                    'text/plain', 'x', 'h', cast('{}' as jsonb), now() - interval '60 days'
                from generate_series(1, 5003) i""",
                Map.of("mark", mark, "connector", CONNECTOR));

        try (Connection replica = owner.connect();
                var statement = replica.createStatement()) {
            replica.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtextextended('syncline:retention', 0))");
            assertThat(retention.remove()).isZero();
            // A connection that is closed may hold its locks a moment longer.
            replica.rollback();
        }
        assertThat(retention.remove()).isEqualTo(PayloadRetention.BATCH);
        assertThat(retention.remove()).isEqualTo(3);
        assertThat(retention.remove()).isZero();
        database.run("delete from sync_event where event_key like :key", Map.of("key", "test:" + mark + "%"));
    }
}
