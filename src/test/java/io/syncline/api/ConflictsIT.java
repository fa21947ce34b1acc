package io.syncline.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Kind;
import io.syncline.event.Outcome;
import io.syncline.event.PermanentSyncException;
import io.syncline.intake.Database;
import io.syncline.ledger.RetryQueue;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

/** The same key with another content: counted, both kept, both shown. */
@QuarkusTest
class ConflictsIT {
    private static final String JSON = "application/json";

    @Inject
    ProducerTemplate producer;

    @Inject
    RetryQueue queue;

    @Inject
    Database database;

    @Inject
    Clock clock;

    private final String mark = UUID.randomUUID().toString();

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user).contentType(ContentType.JSON);
    }

    private static ValidatableResponse get(String path) {
        return as("operator").get("/api/v1/" + path).then().statusCode(200);
    }

    @Test
    void mail_withTheMessageIdOfAnother() {
        String first =
                "Message-ID: <" + mark + ">\r\nFrom: a@x.example\r\nTo: b@acme.example\r\nSubject: one\r\n\r\nfirst";
        String other = first.replace("one", "two").replace("first", "other");
        IntakeResult kept = intake("postbox", "INBOX;1;1" + mark, "message/rfc822", first);
        IntakeResult again = intake("postbox", "INBOX;1;2" + mark, "message/rfc822", other);
        // The same bytes once more are no second conflict, only one more place of it.
        intake("postbox", "Sent;1;3" + mark, "message/rfc822", first);

        assertThat(again.outcome()).isEqualTo(Outcome.DUPLICATE);
        bothShown(kept.eventKey(), first, other);
        as("viewer")
                .get("/api/v1/trace?q=" + mark)
                .then()
                .body("items[0].activity.subject", equalTo("one"))
                .body("items[0].story.what", hasItem(containsString("INBOX;1;2" + mark + ": another content")));
    }

    @Test
    void call_withTheStateOfAnother() {
        String first = call("completed", "+14155550111");
        String other = call("completed", "+14155550112");
        IntakeResult kept = intake("calls", UUID.randomUUID().toString(), JSON, first);
        intake("calls", UUID.randomUUID().toString(), JSON, other);

        bothShown(kept.eventKey(), first, other);
    }

    @Test
    void lead_withTheIdOfAnother_evenAsAForm() {
        String first = "{\"id\": \"" + mark + "\", \"email\": \"ann@" + mark + ".example\", \"message\": \"hello\"}";
        String other = "id=" + mark + "&email=ann%40" + mark + ".example&message=goodbye";
        IntakeResult kept = intake("leads", UUID.randomUUID().toString(), JSON, first);
        intake("leads", UUID.randomUUID().toString(), "application/x-www-form-urlencoded", other);

        bothShown(kept.eventKey(), first, other)
                .body("sightings[1].payload.contentType", equalTo("application/x-www-form-urlencoded"));
    }

    @Test
    void anotherContentFromTheSamePlace_isKeptToo() {
        String first = call("completed", "+14155550111");
        String other = call("completed", "+14155550112");
        IntakeResult kept = intake("calls", "place-" + mark, JSON, first);
        intake("calls", "place-" + mark, JSON, other);
        intake("calls", "place-" + mark, JSON, first);

        get("events/" + id(kept))
                .body("conflicts", equalTo(1))
                .body("payload.text", equalTo(first))
                .body("sightings", hasSize(1))
                .body("sightings[0].deliveries", equalTo(3))
                .body("sightings[0].first", equalTo(true))
                .body("sightings[0].conflict", equalTo(true))
                .body("sightings[0].payload.text", equalTo(other));
    }

    @Test
    void contentThatIsReadOnlyLater_isNoConflict() {
        // given: a call whose connector's mapping failed twice, and is mended
        String body = call("completed", "+14155550111");
        for (int i = 0; i < 2; i++) {
            queue.park(
                    delivery("calls", mark + i, JSON, body), Kind.CALL, null, new PermanentSyncException("no mapping"));
        }
        String id = database.text(
                "select cast(event_id as text) from sighting where location = :at", Map.of("at", mark + "0"));

        // when
        as("operator")
                .post("/api/v1/events/" + id + "/replay")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("created"));
        intake("calls", mark + "2", JSON, body);

        // then
        get("events/" + id)
                .body("conflicts", equalTo(0))
                .body("sightings.conflict", contains(false, false, false))
                .body("sightings.payload", everyItem(nullValue()));
    }

    @Test
    void unreadableDelivery_thatTurnsOutToBeAnother_isKeptAsItsConflict() {
        // given: one state of a call that was read, and another that was not
        String body = call("completed", "+14155550111");
        String other = call("completed", "+14155550112");
        queue.park(delivery("calls", mark, JSON, other), Kind.CALL, null, new PermanentSyncException("no mapping"));
        String parked =
                database.text("select cast(event_id as text) from sighting where location = :at", Map.of("at", mark));
        IntakeResult kept = intake("calls", mark + "2", JSON, body);

        // when
        as("operator").post("/api/v1/events/" + parked + "/replay").then().body("outcome", equalTo("duplicate"));

        // then
        get("events/" + parked).body("status", equalTo("discarded")).body("sightings", empty());
        get("events/" + id(kept))
                .body("conflicts", equalTo(1))
                .body("sightings.find { it.location == '" + mark + "' }.payload.text", equalTo(other))
                .body("sightings.first.count { it }", equalTo(1));
    }

    private ValidatableResponse bothShown(String key, String first, String other) {
        String id = get("events?conflict=true&q=" + key)
                .body("items.eventKey", contains(key))
                .body("items[0].conflicts", equalTo(1))
                .extract()
                .path("items[0].id");
        as("viewer")
                .get("/api/v1/events/" + id)
                .then()
                .body("payload", nullValue())
                .body("sightings.payload", everyItem(nullValue()))
                .body("sightings.conflict", hasItem(true));
        return get("events/" + id)
                .body("payload.text", equalTo(first))
                .body("sightings[0].conflict", equalTo(false))
                .body("sightings[0].payload", nullValue())
                .body("sightings[1].conflict", equalTo(true))
                .body("sightings[1].location", notNullValue())
                .body("sightings[1].receivedAt", notNullValue())
                .body("sightings[1].payload.text", equalTo(other))
                .body("moreSightings", equalTo(0));
    }

    @Test
    void filter_takesConflictsAlone() {
        intake("calls", mark, JSON, call("completed", "+14155550111"));

        get("events?conflict=true&limit=200").body("items.conflicts", not(hasItem(0)));
        get("events?conflict=true&q=call:v1:calls:" + mark).body("items", empty());
        get("events?conflict=false&q=call:v1:calls:" + mark).body("items", hasSize(1));
        as("viewer")
                .get("/api/v1/events?conflict=2")
                .then()
                .statusCode(400)
                .body("errors[0].expected", equalTo("true or false"));
    }

    private String call(String status, String from) {
        return """
               {"callId": "%s", "sequence": 1, "status": "%s", "direction": "inbound", "from": "%s",
                "to": "+14155550100", "occurredAt": "2026-03-02T10:00:00Z"}"""
                .formatted(mark, status, from);
    }

    private String id(IntakeResult result) {
        return database.text(
                "select cast(id as text) from sync_event where event_key = :key", Map.of("key", result.eventKey()));
    }

    private IntakeResult intake(String connector, String location, String type, String body) {
        return producer.requestBody("direct:intake", delivery(connector, location, type, body), IntakeResult.class);
    }

    private Delivery delivery(String connector, String location, String type, String body) {
        return new Delivery(
                connector, location, type, body.getBytes(StandardCharsets.UTF_8), Map.of(), clock.instant());
    }
}
