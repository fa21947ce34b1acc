package io.syncline.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many parked events by one command: a probe first, then the rest; or none of them, for a reason. */
@QuarkusTest
class ReplayApiIT {
    private static final Instant DAY = Instant.parse("2026-04-01T09:00:00Z");
    private static final int CALLS = 4;

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    private final String mark = "bulk-" + UUID.randomUUID();
    private String cause;

    @BeforeEach
    void deadLetters() {
        refuse("22000");
        for (int i = 0; i < CALLS; i++) {
            assertThat(intake(i).outcome()).isEqualTo(Outcome.DEAD);
        }
        // A cause of this test's own: other tests provoke the same failure.
        cause = mark.substring(0, 20);
        database.run(
                "update sync_event set error_fingerprint = :cause where event_key like :key",
                Map.of("cause", cause, "key", "call:v1:calls:" + mark + "%"));
    }

    @AfterEach
    void allow() {
        database.run("drop trigger if exists test_bulk on activity", Map.of());
    }

    @Test
    void cluster_isReplayedAsAWholeOnceItsCauseIsGone_andThenNothingIsLeft() {
        allow();

        replay("{\"connector\": \"calls\", \"status\": \"dead\", \"cause\": \"" + cause + "\"}")
                .body("matched", equalTo(CALLS))
                .body("replayed", equalTo(CALLS))
                .body("applied", equalTo(CALLS))
                .body("dead", equalTo(0))
                .body("retrying", equalTo(0))
                .body("stoppedByProbe", equalTo(false));

        assertThat(activities()).isEqualTo(CALLS);
        assertThat(audited("replayed")).isEqualTo(CALLS);
        assertThat(commands("replay")).isEqualTo(1);
        replay("{\"cause\": \"" + cause + "\"}").body("matched", equalTo(0)).body("replayed", equalTo(0));
        assertThat(activities()).isEqualTo(CALLS);
    }

    @Test
    void probe_thatFailsLeavesTheRestAlone() {
        replay("{\"cause\": \"" + cause + "\"}")
                .body("matched", equalTo(CALLS))
                .body("replayed", equalTo(1))
                .body("dead", equalTo(1))
                .body("applied", equalTo(0))
                .body("stoppedByProbe", equalTo(true));

        assertThat(audited("replayed")).isEqualTo(1);
        // The oldest was the probe.
        assertThat(attempts(0)).isEqualTo(2);
        assertThat(attempts(1)).isEqualTo(1);
    }

    @Test
    void withoutProbe_eachIsTriedOnce() {
        post("replay", "{\"filter\": {\"cause\": \"" + cause + "\"}, \"probe\": false}")
                .statusCode(200)
                .body("replayed", equalTo(CALLS))
                .body("dead", equalTo(CALLS))
                .body("stoppedByProbe", equalTo(false));
        assertThat(attempts(0)).isEqualTo(2);
        assertThat(attempts(CALLS - 1)).isEqualTo(2);
    }

    @Test
    void window_takesWhatWasReceivedInIt() {
        allow();
        replay("{\"cause\": \"" + cause + "\", \"from\": \"" + DAY.plusSeconds(1) + "\", \"to\": \""
                        + DAY.plusSeconds(3) + "\"}")
                .body("matched", equalTo(2))
                .body("applied", equalTo(2));
        replay("{\"cause\": \"" + cause + "\", \"status\": \"retrying\"}").body("matched", equalTo(0));
    }

    @Test
    void discard_takesTheClusterOffTheTable() {
        post("discard", "{\"filter\": {\"cause\": \"" + cause + "\"}, \"reason\": \"test calls\"}")
                .statusCode(200)
                .body("matched", equalTo(CALLS))
                .body("discarded", equalTo(CALLS));

        assertThat(audited("discarded")).isEqualTo(CALLS);
        assertThat(commands("discard")).isEqualTo(1);
        assertThat(database.count(
                        "sync_event where event_key like :key and status = 'discarded' and reason = 'test calls'",
                        Map.of("key", key())))
                .isEqualTo(CALLS);
        allow();
        replay("{\"cause\": \"" + cause + "\"}").body("matched", equalTo(0));
        assertThat(activities()).isZero();
    }

    @Test
    void commandThatNamesNothing_isRefused() {
        for (String body : new String[] {"{}", "{\"filter\": {}}", "{\"filter\": null}", "{\"filter\": []}"}) {
            refused("replay", body).body("errors[0].expected", containsString("connector, status, cause, from, to"));
        }
        refused("replay", "{\"filter\": {\"connector\": null}}")
                .body("errors[0].expected", containsString("at least one"));
        refused("replay", "{\"filter\": {\"status\": \"applied\"}}")
                .body("errors[0].field", equalTo("filter.status"))
                .body("errors[0].expected", equalTo("dead or retrying"));
        refused("replay", "{\"filter\": {\"colour\": \"red\"}}").body("errors[0].field", equalTo("filter.colour"));
        refused("replay", "{\"filter\": {\"to\": \"+999999999-01-01T00:00:00Z\"}}")
                .body("errors[0].field", equalTo("filter.to"));
        refused("replay", "{\"filter\": {\"cause\": \"x\"}, \"probe\": \"yes\"}")
                .body("errors[0].field", equalTo("probe"));
        refused("discard", "{\"filter\": {\"cause\": \"x\"}}").body("errors[0].field", equalTo("reason"));
        for (String command : new String[] {"replay", "discard"}) {
            given().auth()
                    .preemptive()
                    .basic("viewer", "viewer")
                    .contentType(ContentType.JSON)
                    .body("{\"filter\": {\"cause\": \"x\"}, \"reason\": \"x\"}")
                    .post("/api/v1/events/" + command)
                    .then()
                    .statusCode(403);
        }
    }

    private static ValidatableResponse replay(String filter) {
        return post("replay", "{\"filter\": " + filter + "}").statusCode(200);
    }

    private static ValidatableResponse refused(String command, String body) {
        return post(command, body).statusCode(400).contentType("application/problem+json");
    }

    private static ValidatableResponse post(String command, String body) {
        return given().auth()
                .preemptive()
                .basic("operator", "operator")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/events/" + command)
                .then();
    }

    private IntakeResult intake(int i) {
        String body =
                """
                {"callId": "%s-%d", "sequence": 1, "status": "completed", "direction": "inbound",
                 "from": "+14155550199", "to": "+14155550100", "occurredAt": "2026-04-01T08:00:00Z"}"""
                        .formatted(mark, i);
        var delivery = new Delivery(
                "calls",
                UUID.randomUUID().toString(),
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                Map.of(),
                DAY.plusSeconds(i));
        return producer.requestBody("direct:intake", delivery, IntakeResult.class);
    }

    private String key() {
        return "call:v1:calls:" + mark + "%";
    }

    private long activities() {
        return database.count("activity where external_id like :id", Map.of("id", mark + "%"));
    }

    private long audited(String action) {
        return database.count(
                "audit a join sync_event e on cast(e.id as text) = a.entity_id where a.entity = 'event'"
                        + " and a.action = :action and e.event_key like :key",
                Map.of("action", action, "key", key()));
    }

    private long commands(String command) {
        return database.count(
                "audit join audit_value on audit_id = id where entity = :command and action = 'requested'"
                        + " and cast(after as text) like :cause",
                Map.of("command", command, "cause", "%" + cause + "%"));
    }

    private long attempts(int i) {
        return database.count(
                "event_attempt a join sync_event e on e.id = a.event_id where e.event_key like :key",
                Map.of("key", "call:v1:calls:" + mark + "-" + i + "%"));
    }

    private void refuse(String sqlState) {
        database.run(
                """
                create or replace function test_bulk() returns trigger language plpgsql as $$
                begin raise exception 'refused by the bulk test' using errcode = '%s'; end $$"""
                        .formatted(sqlState),
                Map.of());
        database.run(
                "create trigger test_bulk before insert on activity for each row when (new.external_id like '%s')"
                                .formatted(mark + "%")
                        + " execute function test_bulk()",
                Map.of());
    }
}
