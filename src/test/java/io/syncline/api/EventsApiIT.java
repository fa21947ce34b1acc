package io.syncline.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.syncline.event.Delivery;
import io.syncline.event.Direction;
import io.syncline.event.Kind;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.SourceEvent;
import io.syncline.intake.Events;
import io.syncline.ledger.RetryQueue;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

/** Timelines, activities, events, connectors and the audit by the API. */
@QuarkusTest
class EventsApiIT {
    private static final String PROBLEM = "application/problem+json";
    private static final Instant DAY = Instant.parse("2026-06-01T09:00:00Z");

    @Inject
    ProducerTemplate producer;

    @Inject
    RetryQueue queue;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user).contentType(ContentType.JSON);
    }

    private static ValidatableResponse get(String path) {
        return as("viewer").get("/api/v1/" + path).then();
    }

    private static ValidatableResponse post(String path, String body) {
        return as("operator").body(body).post("/api/v1/" + path).then();
    }

    private SourceEvent mailFrom(String address) {
        SourceEvent mail = Events.mail(
                mark + "@mail.example",
                DAY,
                Events.email(address),
                List.of(Events.email("rep@acme.example")),
                Direction.INBOUND);
        producer.requestBody("direct:event-apply", mail);
        return mail;
    }

    @Test
    void timeline_showsWhoTookPartAndWhyItIsHere() {
        String address = "ann@" + mark + ".example";
        String contact = post("contacts", "{\"name\": \"Ann\", \"emails\": [\"" + address + "\"]}")
                .statusCode(201)
                .extract()
                .path("id");
        SourceEvent mail = mailFrom(address);
        producer.requestBody("direct:event-apply", Events.again(mail, DAY.plusSeconds(60)));

        get("contacts/" + contact + "/timeline")
                .statusCode(200)
                .body("items", org.hamcrest.Matchers.hasSize(1))
                .body("next", nullValue())
                .body("items[0].id", equalTo(mail.activityId().toString()))
                .body("items[0].kind", equalTo("email"))
                .body("items[0].direction", equalTo("inbound"))
                .body("items[0].occurredAt", equalTo("2026-06-01T09:00:00Z"))
                .body("items[0].source.connector", equalTo(Events.CONNECTOR))
                .body("items[0].source.eventKey", equalTo(mail.key().value()))
                .body("items[0].source.sightings", equalTo(2))
                .body("items[0].participants.role", contains("from", "to"))
                .body("items[0].participants[0].contactId", equalTo(contact))
                .body("items[0].participants[0].address", equalTo(address))
                .body("items[0].actor.id", equalTo(contact))
                .body("items[0].associations.entity", contains("contact"))
                .body("items[0].associations[0].explanation", containsString(address))
                .body("items[0].attributes", notNullValue());
        get("contacts/" + UUID.randomUUID() + "/timeline").statusCode(404).contentType(PROBLEM);
        get("activities?kind=email&externalId=" + mail.externalId())
                .body("items.id", contains(mail.activityId().toString()));
        get("activities?kind=fax").statusCode(400).body("errors[0].expected", containsString("email, meeting"));
    }

    @Test
    void correction_standsAgainstTheRules() {
        String contact = post("contacts", "{\"name\": \"Ann\", \"emails\": [\"ann@" + mark + ".example\"]}")
                .extract()
                .path("id");
        String account =
                post("accounts", "{\"name\": \"Other " + mark + "\"}").extract().path("id");
        SourceEvent mail = mailFrom("ann@" + mark + ".example");
        String path = "activities/" + mail.activityId() + "/associations";

        as("operator")
                .body("{\"links\": [{\"entity\": \"account\", \"id\": \"" + account + "\"}]}")
                .put("/api/v1/" + path)
                .then()
                .statusCode(200)
                .body("associations.id", contains(account))
                .body("associations[0].rule", equalTo("correction"));
        get("contacts/" + contact + "/timeline").body("items", equalTo(List.of()));
        get("accounts/" + account + "/timeline")
                .body("items.id", contains(mail.activityId().toString()));
        get("audit?entity=activity&id=" + mail.activityId())
                .body("items.actor", hasItems("user:operator", "syncline"))
                .body("items.action", hasItem("corrected"));
        as("operator")
                .body("{\"links\": [{\"entity\": \"deal\", \"id\": \"" + account + "\"}]}")
                .put("/api/v1/" + path)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("links[0]"));
        as("viewer").body("{\"links\": []}").put("/api/v1/" + path).then().statusCode(403);
    }

    @Test
    void events_areFoundReadAndReplayed() {
        SourceEvent mail = mailFrom("x@" + mark + ".example");
        String id = get("events?q=mail:v1:" + mark + "&status=applied&outcome=created&connector=" + Events.CONNECTOR)
                .statusCode(200)
                .body("items.eventKey", contains(mail.key().value()))
                .extract()
                .path("items[0].id");

        get("events/" + id).body("payload", nullValue()).body("sightings[0].first", equalTo(true));
        as("operator")
                .get("/api/v1/events/" + id)
                .then()
                .body("payload.text", equalTo(mail.key().value()))
                .body("payload.contentType", equalTo("application/json"))
                .body("activityId", equalTo(mail.activityId().toString()));
        post("events/" + id + "/discard", "{\"reason\": \"no\"}")
                .statusCode(409)
                .contentType(PROBLEM);
        as("viewer").post("/api/v1/events/" + id + "/replay").then().statusCode(403);
        get("events?status=lost").statusCode(400);
        get("events/" + UUID.randomUUID()).statusCode(404);
    }

    @Test
    void deadLetters_areClusteredReplayedAndDiscarded() {
        // given: two bodies that could not be read, of a connector that is not configured any more
        String connector = "gone-" + mark;
        for (int i = 0; i < 2; i++) {
            var delivery = new Delivery(
                    connector,
                    mark + i,
                    "application/json",
                    ("{broken " + mark + i).getBytes(StandardCharsets.UTF_8),
                    Map.of(),
                    DAY);
            queue.park(delivery, Kind.CALL, null, new PermanentSyncException("line " + i + " breaks"));
        }

        String sample = get("dead-letters")
                .statusCode(200)
                .body("items.findAll { it.connector == '" + connector + "' }.count", contains(2))
                .body("items.find { it.connector == '" + connector + "' }.error", containsString("breaks"))
                .body("items.find { it.connector == '" + connector + "' }.owner", nullValue())
                .extract()
                .path("items.find { it.connector == '" + connector + "' }.sample");
        get("events/" + sample).body("attempts.result", contains("dead")).body("status", equalTo("dead"));
        post("events/" + sample + "/replay", "").statusCode(200).body("outcome", equalTo("dead"));
        get("events/" + sample).body("attempts.attempt", contains(1, 2));
        post("events/" + sample + "/discard", "{}").statusCode(400).body("errors[0].field", equalTo("reason"));
        post("events/" + sample + "/discard", "{\"reason\": \"a test\"}")
                .statusCode(200)
                .body("status", equalTo("discarded"))
                .body("reason", equalTo("a test"));
        get("audit?entity=event&id=" + sample + "&limit=1")
                .body("items.action", contains("discarded"))
                .body("next", notNullValue());
    }

    @Test
    void connectors_sayHowTheyFare() {
        get("connectors")
                .statusCode(200)
                .body("items.id", hasItems("calls", "leads", "twilio"))
                .body("items.find { it.id == 'calls' }.owner", equalTo("revops@acme.example"))
                .body("items.find { it.id == 'calls' }.type", equalTo("telephony"))
                .body("items.find { it.id == 'calls' }.checkpoint", equalTo(Map.of()));
        post("connectors/calls/poll", "").statusCode(409).contentType(PROBLEM);
        post("connectors/none/poll", "").statusCode(404).contentType(PROBLEM);
    }

    @Test
    void personsName_standsAgainstMail() {
        String address = "pat@" + mark + ".example";
        String contact = post("contacts", "{\"name\": \"Pat Right\", \"emails\": [\"" + address + "\"]}")
                .extract()
                .path("id");

        mailFrom(address);

        get("contacts/" + contact).body("name", equalTo("Pat Right"));
        String actions = get("audit?entity=contact&id=" + contact).extract().asString();
        assertThat(actions).contains("refused", "user:operator");
    }
}
