package io.syncline.privacy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.syncline.event.Delivery;
import io.syncline.event.Direction;
import io.syncline.event.IntakeResult;
import io.syncline.event.Kind;
import io.syncline.event.Outcome;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.SourceEvent;
import io.syncline.intake.Database;
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

/** What was filed before a never-log rule was there is excluded on request. */
@QuarkusTest
class NeverLogIT {
    private static final Instant DAY = Instant.parse("2026-06-01T09:00:00Z");

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    @Inject
    Remains remains;

    @Inject
    RetryQueue queue;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String counsel = "counsel" + mark + "@legal.example";

    private static RequestSpecification as(String user) {
        String password = user.equals("admin") ? "admin-test" : user;
        return given().auth().preemptive().basic(user, password).contentType(ContentType.JSON);
    }

    private static ValidatableResponse apply(boolean dryRun) {
        return as("admin")
                .body(Map.of("dryRun", dryRun))
                .post("/api/v1/never-log")
                .then();
    }

    /** The path behind the rules, as if they had not been there yet. */
    private SourceEvent filed(SourceEvent event) {
        producer.requestBody("direct:event-apply", event);
        return event;
    }

    private long sightings(String outcome) {
        return database.count(
                "sighting s join sync_event e on e.id = s.event_id where s.connector = 'test-calls' and e.outcome = :outcome",
                Map.of("outcome", outcome));
    }

    @Test
    void whatWasFiledBeforeTheRule_isExcludedOnRequest_andStillCounts() {
        // given
        SourceEvent mail = filed(Events.mail(
                mark + "@mail.example",
                DAY,
                Events.email("alice@acme.example"),
                List.of(Events.email(counsel), Events.email("bob@" + mark + ".example")),
                Direction.OUTBOUND));
        filed(Events.lead("intern" + mark + "@legal.example", "Ivy " + mark, "Legal " + mark, DAY));
        SourceEvent other = filed(Events.mail(
                "other." + mark + "@mail.example",
                DAY,
                Events.email("alice@acme.example"),
                List.of(Events.email("bob@" + mark + ".example")),
                Direction.OUTBOUND));
        String unreadable = "{broken, \"email\": \"" + counsel + "\"";
        Delivery broken = new Delivery(
                "leads",
                UUID.randomUUID().toString(),
                "application/json",
                unreadable.getBytes(StandardCharsets.UTF_8),
                Map.of(),
                DAY);
        queue.park(broken, Kind.LEAD, null, new PermanentSyncException("broken"));
        Delivery another = new Delivery(
                "leads",
                UUID.randomUUID().toString(),
                "application/json",
                (unreadable + mark).getBytes(StandardCharsets.UTF_8),
                Map.of(),
                DAY);
        assertThat(producer.requestBody("direct:intake", another, IntakeResult.class)
                        .outcome())
                .isEqualTo(Outcome.EXCLUDED);
        long seen = database.count("sighting", Map.of());
        long excluded = sightings("excluded");

        // when
        as("operator").body("{}").post("/api/v1/never-log").then().statusCode(403);
        apply(true)
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("activities", greaterThanOrEqualTo(2))
                .body("events", greaterThanOrEqualTo(2));
        assertThat(remains.of(counsel)).isNotEmpty();
        apply(false)
                .statusCode(200)
                .body("complete", equalTo(true))
                .body("activities", greaterThanOrEqualTo(2))
                .body("contacts", greaterThanOrEqualTo(1));

        // then
        assertThat(remains.of(counsel, "intern" + mark, "Ivy " + mark)).isEmpty();
        assertThat(database.count("activity where id = :id", Map.of("id", mail.activityId())))
                .isZero();
        assertThat(database.count("activity where id = :id", Map.of("id", other.activityId())))
                .isEqualTo(1);
        as("viewer")
                .get("/api/v1/events?q=mail:v1:" + mark)
                .then()
                .body("items[0].outcome", equalTo("excluded"))
                .body("items[0].reason", equalTo("never-log: *@legal.example"));
        assertThat(database.count("sighting", Map.of())).isGreaterThanOrEqualTo(seen);
        assertThat(sightings("excluded")).isGreaterThanOrEqualTo(excluded + 2);
        as("viewer").get("/api/v1/contacts?q=" + counsel).then().body("items", empty());
        as("viewer").get("/api/v1/audit?entity=never-log").then().body("items.action", hasItem("excluded"));
        apply(false).body("activities", equalTo(0)).body("events", equalTo(0));
    }
}
