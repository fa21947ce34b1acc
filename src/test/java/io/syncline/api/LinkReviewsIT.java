package io.syncline.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
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
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links that are too close to call are asked about beside the fields, and one call decides them. */
@QuarkusTest
class LinkReviewsIT {
    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String number = "+4915112"
            + String.format(Locale.ROOT, "%06d", ThreadLocalRandom.current().nextInt(1_000_000));
    private String globex;
    private String lee;
    private String kim;
    private String call;

    @BeforeEach
    void twoContactsHaveANumber() {
        globex = post("accounts", "{\"name\": \"Globex " + mark + "\"}")
                .extract()
                .path("id");
        lee = post("contacts", contact("Lee") + ", \"accountId\": \"" + globex + "\"}")
                .extract()
                .path("id");
        kim = post("contacts", contact("Kim") + "}").extract().path("id");
        call = call("one");
    }

    private String contact(String name) {
        return "{\"name\": \"" + name + " " + mark + "\", \"phones\": [\"" + number + "\"]";
    }

    private String call(String id) {
        var delivery = new Delivery(
                "calls",
                UUID.randomUUID().toString(),
                "application/json",
                """
                {"callId": "%s-%s", "status": "completed", "from": "%s", "to": "+14155550100",
                 "occurredAt": "2026-06-02T10:00:00Z"}"""
                        .formatted(id, mark, number)
                        .getBytes(StandardCharsets.UTF_8),
                Map.of(),
                Instant.parse("2026-06-02T10:00:01Z"));
        String key = producer.requestBody("direct:intake", delivery, IntakeResult.class)
                .eventKey();
        associated();
        return database.text("select cast(id as text) from activity where event_key = :key", Map.of("key", key));
    }

    private void associated() {
        database.awaitAssociations();
    }

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user).contentType(ContentType.JSON);
    }

    private static ValidatableResponse get(String path) {
        return as("viewer").get("/api/v1/" + path).then();
    }

    private static ValidatableResponse post(String path, String body) {
        return as("operator").body(body).post("/api/v1/" + path).then();
    }

    private static ValidatableResponse decide(String review, String body) {
        return post("reviews/" + review + "/decide", body);
    }

    /** Those of an activity, on all pages of the list. */
    private static List<Map<String, Object>> listed(String query, String activity) {
        List<Map<String, Object>> found = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            var page = get("reviews?limit=100&" + query + "&cursor=" + cursor).statusCode(200);
            found.addAll(page.extract().path("items.findAll { it.entityId == '" + activity + "' }"));
            cursor = page.extract().path("next");
        }
        return found;
    }

    private static List<Map<String, Object>> open(String activity) {
        return listed("kind=link", activity);
    }

    private static String review(String activity) {
        List<Map<String, Object>> open = open(activity);
        assertThat(open).hasSize(1);
        return (String) open.get(0).get("id");
    }

    @Test
    void choice_links_andTheRulesGoOnFromIt() {
        // given
        String review = review(call);
        assertThat(listed("kind=field", call)).isEmpty();
        assertThat(listed("entity=activity", call)).hasSize(1);
        assertThat(listed("entity=contact", call)).isEmpty();
        get("reviews/" + review)
                .body("kind", equalTo("link"))
                .body("entity", equalTo("activity"))
                .body("entityId", equalTo(call))
                .body("field", equalTo("contact"))
                .body("value", nullValue())
                .body("explanation", equalTo("2 contacts have " + number))
                .body("options.value", containsInAnyOrder(lee, kim))
                .body("options.name", containsInAnyOrder("Lee " + mark, "Kim " + mark))
                .body("since", notNullValue())
                .body("decision", nullValue());

        // when
        decide(review, "{\"value\": \"" + lee + "\"}")
                .statusCode(200)
                .body("decision.value", equalTo(lee))
                .body("decision.by", equalTo("user:operator"));

        // then
        get("activities/" + call)
                .body("associations.find { it.entity == 'contact' }.id", equalTo(lee))
                .body("associations.find { it.entity == 'contact' }.rule", equalTo("correction"))
                .body("actor.id", equalTo(lee))
                .body("actor.name", equalTo("Lee " + mark))
                .body("associations.find { it.entity == 'account' }.id", equalTo(globex))
                .body("associations.find { it.entity == 'account' }.rule", equalTo("contact-account"));
        assertThat(open(call)).isEmpty();
        assertThat(listed("status=decided", call)).hasSize(1);
        get("audit?entity=activity&id=" + call)
                .body("items.find { it.action == 'decided' }.after.contact", equalTo(lee))
                .body("items.find { it.action == 'decided' }.actor", equalTo("user:operator"));
        decide(review, "{\"value\": \"" + kim + "\"}").statusCode(409);

        // when: the evidence goes
        as("operator")
                .body("{\"phones\": []}")
                .patch("/api/v1/contacts/" + lee)
                .then()
                .statusCode(200);
        associated();

        // then
        get("activities/" + call).body("associations.id", hasItem(lee));
        assertThat(open(call)).isEmpty();
    }

    @Test
    void noneOfThem_isRemembered_untilThereIsAnotherCandidate() {
        decide(review(call), "{\"value\": null}").statusCode(200).body("decision.value", nullValue());
        as("operator")
                .body("{\"title\": \"CTO\"}")
                .patch("/api/v1/contacts/" + kim)
                .then()
                .statusCode(200);
        associated();

        assertThat(open(call)).isEmpty();
        get("activities/" + call).body("associations", empty());

        String max = post("contacts", contact("Max") + "}").extract().path("id");
        associated();
        get("reviews/" + review(call)).body("options.value", contains(max)).body("decision", nullValue());
    }

    @Test
    void rememberedChoice_holdsForAllOfTheNumber() {
        String before = call("two");

        decide(review(call), "{\"value\": \"" + kim + "\", \"remember\": \"" + number + "\"}")
                .statusCode(200);
        associated();
        String after = call("three");

        for (String activity : List.of(call, before, after)) {
            get("activities/" + activity).body("associations.id", contains(kim));
            assertThat(open(activity)).isEmpty();
        }
    }

    @Test
    void choice_isOneOfTheCandidates_byAnOperator() {
        String review = review(call);
        String stranger = post("contacts", "{\"name\": \"Max\"}").extract().path("id");

        for (String body : List.of("{}", "{\"value\": \"Lee\"}", "{\"value\": \"" + stranger + "\"}")) {
            decide(review, body).statusCode(400).body("errors.field", contains("value"));
        }
        for (String body : List.of(
                "{\"value\": \"" + lee + "\", \"remember\": \"+14155550199\"}",
                "{\"value\": null, \"remember\": \"" + number + "\"}")) {
            decide(review, body).statusCode(400).body("errors.field", contains("remember"));
        }
        as("viewer")
                .body("{\"value\": \"" + lee + "\"}")
                .post("/api/v1/reviews/" + review + "/decide")
                .then()
                .statusCode(403);
        get("reviews?kind=links").statusCode(400);
        assertThat(review(call)).isEqualTo(review);
    }

    @Test
    void links_thatAPersonSaysAfterwards_areAllThereAre() {
        decide(review(call), "{\"value\": \"" + lee + "\"}").statusCode(200);

        as("operator")
                .body("{\"links\": [{\"entity\": \"contact\", \"id\": \"" + kim + "\"}]}")
                .put("/api/v1/activities/" + call + "/associations")
                .then()
                .statusCode(200);
        associated();

        get("activities/" + call).body("associations.id", contains(kim));
        assertThat(listed("status=decided", call)).isEmpty();
    }
}
