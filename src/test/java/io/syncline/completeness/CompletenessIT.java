package io.syncline.completeness;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.syncline.connector.Checkpoints;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.connector.Connectors;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import io.syncline.intake.Database;
import io.syncline.intake.Events;
import io.syncline.lease.Lease;
import io.syncline.lease.Leases;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every item is in exactly one state, the sum balances, and what is missing shows. */
@QuarkusTest
class CompletenessIT {
    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    @Inject
    ConnectorStatuses statuses;

    @Inject
    Connectors connectors;

    @Inject
    Checkpoints checkpoints;

    @Inject
    Leases leases;

    private final String mark = UUID.randomUUID().toString();

    /** A minute of this test's own, in which nothing else was received. */
    private final Instant minute =
            Instant.ofEpochSecond(ThreadLocalRandom.current().nextLong(600_000_000, 900_000_000) / 60 * 60);

    @AfterEach
    void clean() {
        database.run("drop trigger if exists test_completeness on activity", Map.of());
        database.run("delete from connector_status where connector = 'postbox'", Map.of());
        database.run("delete from checkpoint where connector = 'postbox'", Map.of());
    }

    private static RequestSpecification as(String user) {
        String password = user.equals("admin") ? "admin-test" : user;
        return given().auth().preemptive().basic(user, password).contentType(ContentType.JSON);
    }

    private static ValidatableResponse get(String query) {
        return as("viewer").get("/api/v1/completeness?" + query).then();
    }

    private ValidatableResponse balance(String connector) {
        return get("connector=" + connector + "&from=" + minute + "&to=" + minute.plusSeconds(60))
                .statusCode(200)
                .body("items.connector", contains(connector));
    }

    @Test
    void eachItem_isInOneState_andTheSumBalances() {
        // given: a call that was made, changed and told late, its repetition, and one for each way to fail
        call("a", 2, "answered");
        call("a", 3, "completed");
        call("a", 1, "ringing");
        call("a", 2, "answered");
        call("a", 2, "answered");
        refuse("22000");
        call("dead-1", 1, "completed");
        call("dead-1", 1, "completed");
        IntakeResult discarded = call("dead-2", 1, "completed");
        refuse("40001");
        call("later", 1, "completed");
        clean();
        as("operator")
                .body("{\"reason\": \"a test\"}")
                .post("/api/v1/events/" + id(discarded) + "/discard")
                .then()
                .statusCode(200);
        mail("1", "bob@" + mark + ".example");
        mail("2", "bob@legal.example");

        // then
        balance("calls")
                .body("items[0].seen", equalTo(9))
                .body("items[0].created", equalTo(1))
                .body("items[0].updated", equalTo(1))
                .body("items[0].stale", equalTo(1))
                .body("items[0].duplicate", equalTo(3))
                .body("items[0].dead", equalTo(1))
                .body("items[0].discarded", equalTo(1))
                .body("items[0].retrying", equalTo(1))
                .body("items[0].excluded", equalTo(0))
                .body("items[0].missing", equalTo(0))
                .body("items[0].missingItems", nullValue());
        get("from=" + minute + "&to=" + minute.plusSeconds(60))
                .body("items.connector", hasItems("calls", "leads", "postbox", "twilio"))
                .body("items.find { it.connector == 'postbox' }.excluded", equalTo(1))
                .body("totals.seen", equalTo(11))
                .body("totals.created", equalTo(2))
                .body("totals.excluded", equalTo(1))
                .body("totals.missing", equalTo(0));
    }

    @Test
    void window_takesItsBeginningAndNotItsEnd() {
        call("a", 1, "ringing");

        get("connector=calls&from=" + minute + "&to=" + minute.plusMillis(1)).body("totals.seen", equalTo(1));
        get("connector=calls&from=" + minute.minusSeconds(1) + "&to=" + minute).body("totals.seen", equalTo(0));
        get("connector=calls&to=" + minute.plusMillis(1)).body("totals.seen", greaterThanOrEqualTo(1));
        get("connector=calls&from=" + minute).body("totals.seen", greaterThanOrEqualTo(1));
    }

    @Test
    void whatWasDeletedBesideSyncline_isMissing_whatWasErasedIsNot() {
        // given: three calls, one of them seen twice
        String key = call("a", 1, "completed").eventKey();
        call("a", 1, "completed");
        call("b", 1, "completed");
        String number = "+1415" + ThreadLocalRandom.current().nextInt(2_000_000, 9_000_000);
        call("c", 1, "completed", number);
        String contact = as("operator")
                .body("{\"phones\": [\"" + number + "\"]}")
                .post("/api/v1/contacts")
                .then()
                .extract()
                .path("id");
        as("admin").delete("/api/v1/contacts/" + contact).then().statusCode(204);
        balance("calls").body("items[0].missing", equalTo(0)).body("items[0].created", equalTo(3));

        // when
        database.run("delete from activity where event_key = :key", Map.of("key", key));

        // then
        balance("calls")
                .body("items[0].seen", equalTo(4))
                .body("items[0].missing", equalTo(2))
                .body("items[0].created", equalTo(2))
                .body("items[0].duplicate", equalTo(0))
                .body("items[0].missingItems.notInCrm", equalTo(2))
                .body("items[0].missingItems.notRead", equalTo(0))
                .body("items[0].missingItems.eventKeys", contains(key));
    }

    @Test
    void leadWithoutItsRow_isMissing() {
        var lead = Events.with(
                Events.lead("ann@" + mark + ".example", "Ann", "A", minute),
                new Delivery("leads", mark, "application/json", new byte[1], Map.of(), minute));
        producer.requestBody("direct:event-apply", lead);
        balance("leads").body("items[0].created", equalTo(1));

        database.run(
                "delete from lead where event_key = :key",
                Map.of("key", lead.key().value()));

        balance("leads").body("items[0].missing", equalTo(1)).body("items[0].created", equalTo(0));
    }

    @Test
    void whatTheSourceHoldsAndTheLedgerHasNot_isMissing() {
        mail("1", "bob@" + mark + ".example");
        Lease lease = leases.beginByRequest("postbox").orElseThrow();
        checkpoints.save(lease, "INBOX", Map.of("uidValidity", 1, "lastUid", 9, "gaps", List.of(4, 7)));
        checkpoints.save(lease, "Sent", Map.of("uidValidity", 1, "lastUid", 9, "gaps", List.of(2)));
        leases.end(lease, false);

        get("connector=postbox&from=" + minute)
                .body("items[0].missing", greaterThanOrEqualTo(3))
                .body("items[0].missingItems.notRead", equalTo(3))
                .body("items[0].missingItems.asOf", containsString("T"));
        // The look at the source saw two beyond the checkpoint, beside the gaps.
        statuses.looked(connectors.find("postbox").orElseThrow(), Map.of("INBOX", 2L));
        get("connector=postbox&from=" + minute).body("items[0].missingItems.notRead", equalTo(5));
        // Before the look nobody knew.
        balance("postbox").body("items[0].seen", equalTo(1)).body("items[0].missing", equalTo(0));

        as("viewer")
                .get("/api/v1/connectors")
                .then()
                .body("items.find { it.id == 'postbox' }.missing", greaterThanOrEqualTo(5))
                .body("items.find { it.id == 'twilio' }.missing", equalTo(0));
    }

    @Test
    void badValues_areRefused() {
        refused("from=yesterday", "from", "a time with offset");
        refused("to=2026-03-02", "to", "a time with offset");
        refused("from=%2B999999999-01-01T00:00:00Z", "from", "from 1970 to 9998");
        refused("from=2026-03-02T10:00:00Z&to=2026-03-02T10:00:00Z", "to", "a time after from, 2026-03-02T10:00:00Z");
        refused("connector=nobody", "connector", "calls-off");
        for (String plus : new String[] {"+", "%2B"}) {
            as("viewer")
                    .urlEncodingEnabled(false)
                    .get("/api/v1/completeness?from=2026-03-02T10:00:00" + plus + "02:00")
                    .then()
                    .statusCode(200)
                    .body("from", equalTo("2026-03-02T08:00:00Z"));
        }
        given().get("/api/v1/completeness").then().statusCode(401);
    }

    private static void refused(String query, String field, String expected) {
        as("viewer")
                .urlEncodingEnabled(false)
                .get("/api/v1/completeness?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field))
                .body("errors[0].expected", containsString(expected));
    }

    private IntakeResult call(String name, int sequence, String status) {
        return call(name, sequence, status, "+14155550199");
    }

    private IntakeResult call(String name, int sequence, String status, String from) {
        return intake(
                "calls",
                UUID.randomUUID().toString(),
                """
                {"callId": "%s-%s", "sequence": %d, "status": "%s", "direction": "inbound", "from": "%s",
                 "to": "+14155550100", "occurredAt": "2026-03-02T10:00:00Z", "startedAt": "2026-03-02T10:00:00Z"}"""
                        .formatted(name, mark, sequence, status, from));
    }

    private void mail(String name, String from) {
        IntakeResult result = intake(
                "postbox",
                "INBOX;1;" + name + mark,
                "From: " + from + "\r\nTo: alice@acme.example\r\nMessage-ID: <" + name + mark
                        + "@mail.example>\r\n\r\nx");
        assertThat(result.outcome()).isIn(Outcome.CREATED, Outcome.EXCLUDED);
    }

    private IntakeResult intake(String connector, String location, String body) {
        var delivery = new Delivery(
                connector, location, "application/json", body.getBytes(StandardCharsets.UTF_8), Map.of(), minute);
        return producer.requestBody("direct:intake", delivery, IntakeResult.class);
    }

    private String id(IntakeResult result) {
        return database.text(
                "select cast(id as text) from sync_event where event_key = :key", Map.of("key", result.eventKey()));
    }

    private void refuse(String sqlState) {
        database.run(
                """
                create or replace function test_completeness() returns trigger language plpgsql as $$
                begin raise exception 'refused by the test' using errcode = '%s'; end $$"""
                        .formatted(sqlState),
                Map.of());
        database.run(
                "create or replace trigger test_completeness before insert on activity for each row when (new.external_id like '%s') execute function test_completeness()"
                        .formatted("%" + mark),
                Map.of());
    }
}
