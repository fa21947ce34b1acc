package io.syncline.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What did not go through: seen by its cause, mended, processed again or given up; and nothing is done twice. */
@QuarkusTest
class TriageIT {
    private static final Instant DAY = Instant.parse("2026-04-02T09:00:00Z");
    private static final List<String> TABLES = List.of(
            "sync_event",
            "sighting",
            "event_attempt",
            "event_address",
            "activity",
            "participant",
            "association",
            "association_review",
            "thread_link",
            "contact",
            "identity",
            "account",
            "account_domain",
            "lead",
            "attribution_touch",
            "field_provenance",
            "deal",
            "crm_user");

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    private final String mark = UUID.randomUUID().toString();
    /** Letters alone: a word of the message, and so a cause of this test's own. */
    private final String own = mark.replaceAll("[0-9-]", "g");

    @AfterEach
    void allow() {
        database.run("drop trigger if exists test_triage on activity", Map.of());
    }

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user).contentType(ContentType.JSON);
    }

    private static ValidatableResponse get(String path) {
        return as("operator").get("/api/v1/" + path).then().statusCode(200);
    }

    private static ValidatableResponse post(String path, String body) {
        return as("operator").body(body).post("/api/v1/" + path).then();
    }

    @Test
    void replayOfAppliedEvents_changesNoRow() {
        // given: one event of each kind and outcome
        List<IntakeResult> events = new ArrayList<>();
        events.add(call("a", 2, "answered"));
        events.add(call("a", 3, "completed"));
        events.add(call("a", 1, "ringing"));
        events.add(intake(
                "leads",
                "{\"id\": \"" + mark + "\", \"email\": \"ann@" + mark
                        + ".example\", \"name\": \"Ann\", \"company\": \"C\", \"utm\": {\"source\": \"s\"}}"));
        events.add(mail("1", "ann@" + mark + ".example", "alice@acme.example", ""));
        events.add(mail("2", "alice@acme.example", "new@" + mark + ".example", ""));
        events.add(mail("3", "list@" + mark + ".example", "alice@acme.example", "List-Id: x\r\n"));
        assertThat(events)
                .extracting(event -> event.outcome().word())
                .containsExactly("created", "updated", "updated", "created", "created", "created", "excluded");
        database.awaitAssociations();
        Map<String, String> before = rows();

        // when
        for (IntakeResult event : events) {
            post("events/" + id(event) + "/replay", "")
                    .statusCode(200)
                    .body("outcome", equalTo(event.outcome().word()));
            post("events/replay", "{\"filter\": {\"connector\": \"calls\", \"cause\": \"" + mark + "\"}}")
                    .body("matched", equalTo(0));
        }

        // then
        assertThat(rows()).isEqualTo(before);
        get("audit?entity=event&id=" + id(events.get(0)))
                .body("items.action", contains("replayed"))
                .body("items.actor", contains("user:operator"));
    }

    @Test
    void cluster_saysWhoMendsWhatSinceWhen() {
        // given: two failures of one cause, whatever their numbers
        refuse();
        IntakeResult first = call("a", 1, "completed", DAY);
        IntakeResult last = call("b", 1, "completed", DAY.plusSeconds(600));
        String cause = get("events/" + id(first)).extract().path("cause");

        String cluster = "items.find { it.connector == 'calls' && it.cause == '" + cause + "' }";
        get("dead-letters")
                .body(cluster + ".count", equalTo(2))
                .body(cluster + ".owner", equalTo("revops@acme.example"))
                .body(cluster + ".first", equalTo("2026-04-02T09:00:00Z"))
                .body(cluster + ".last", equalTo("2026-04-02T09:10:00Z"))
                .body(cluster + ".sample", equalTo(id(last)))
                .body(cluster + ".error", containsString("triage " + own));
        get("events/" + id(last))
                .body("status", equalTo("dead"))
                .body("outcome", equalTo("dead"))
                .body("reason", containsString("triage"))
                .body("nextAttemptAt", nullValue())
                .body("attempts", hasSize(1))
                .body("attempts[0].result", equalTo("dead"))
                .body("attempts[0].at", notNullValue())
                .body("attempts[0].errorType", equalTo("PSQLException"))
                .body("sightings.first", contains(true));
        get("events?status=dead&connector=calls&q=call:v1:calls:a" + mark).body("items.id", contains(id(first)));

        // when: the first is a probe for the rest
        allow();
        post("events/replay", "{\"filter\": {\"connector\": \"calls\", \"cause\": \"" + cause + "\"}}")
                .statusCode(200)
                .body("applied", equalTo(2));

        // then
        get("dead-letters").body("items.findAll { it.cause == '" + cause + "' }", hasSize(0));
        get("events?q=call:v1:calls:a" + mark)
                .body("items.status", contains("applied"))
                .body("items.outcome", contains("created"))
                .body("items.cause", everyItem(nullValue()));
        get("events/" + id(first)).body("attempts", hasSize(1)).body("attempts[0].result", equalTo("dead"));
    }

    @Test
    void discardedEvent_comesBackByNothing() {
        refuse();
        IntakeResult dead = call("a", 1, "completed");
        post("events/" + id(dead) + "/discard", "{\"reason\": \"a test\"}").statusCode(200);
        allow();

        post("events/" + id(dead) + "/replay", "").statusCode(200).body("outcome", equalTo("discarded"));
        assertThat(call("a", 1, "completed").outcome().word()).isEqualTo("duplicate");

        get("events/" + id(dead)).body("status", equalTo("discarded")).body("sightings", hasSize(2));
        get("events?status=discarded&q=call:v1:calls:a" + mark).body("items.reason", contains("a test"));
    }

    @Test
    void statusAndOutcome_neverContradict() {
        IntakeResult event = call("a", 1, "completed");

        for (String wrong :
                new String[] {"outcome = 'dead'", "status = 'dead'", "status = 'discarded', outcome = 'stale'"}) {
            assertThatThrownBy(() -> database.run(
                            "update sync_event set " + wrong + " where event_key = :key",
                            Map.of("key", event.eventKey())))
                    .hasStackTraceContaining("sync_event_status_outcome_check");
        }
    }

    /** All rows of all tables but the audit, by their hash. */
    private Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        TABLES.forEach(table -> rows.put(
                table,
                database.text(
                        "select count(*) || ' ' || coalesce(md5(string_agg(cast(t as text), '|' order by cast(t as text))), '')"
                                + " from " + table + " t",
                        Map.of())));
        return rows;
    }

    private String id(IntakeResult event) {
        return database.text(
                "select cast(id as text) from sync_event where event_key = :key", Map.of("key", event.eventKey()));
    }

    private IntakeResult call(String name, int sequence, String status) {
        return call(name, sequence, status, DAY);
    }

    private IntakeResult call(String name, int sequence, String status, Instant receivedAt) {
        String body =
                """
                {"callId": "%s%s", "sequence": %d, "status": "%s", "direction": "inbound", "from": "+14155550199",
                 "to": "+14155550100", "occurredAt": "2026-04-02T08:00:0%dZ"}"""
                        .formatted(name, mark, sequence, status, sequence);
        return intake("calls", UUID.randomUUID().toString(), "application/json", body, receivedAt);
    }

    private IntakeResult mail(String name, String from, String to, String headers) {
        String raw =
                "From: " + from + "\r\nTo: " + to + "\r\nMessage-ID: <" + name + mark + ">\r\n" + headers + "\r\nx";
        return intake("postbox", "INBOX;1;" + name + mark, "message/rfc822", raw, DAY);
    }

    private IntakeResult intake(String connector, String json) {
        return intake(connector, UUID.randomUUID().toString(), "application/json", json, DAY);
    }

    private IntakeResult intake(String connector, String location, String type, String body, Instant receivedAt) {
        var delivery =
                new Delivery(connector, location, type, body.getBytes(StandardCharsets.UTF_8), Map.of(), receivedAt);
        return producer.requestBody("direct:intake", delivery, IntakeResult.class);
    }

    private void refuse() {
        database.run(
                """
                create or replace function test_triage() returns trigger language plpgsql as $$
                begin raise exception 'triage %s of row %%', new.external_id using errcode = '22000'; end $$"""
                        .formatted(own),
                Map.of());
        database.run(
                "create or replace trigger test_triage before insert on activity for each row when (new.external_id like '%s') execute function test_triage()"
                        .formatted("%" + mark),
                Map.of());
    }
}
