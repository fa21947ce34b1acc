package io.syncline.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.syncline.intake.Database;
import io.syncline.intake.Events;
import io.syncline.ownership.PolicyFile;
import io.syncline.ownership.PolicyInForce;
import io.syncline.ownership.PolicyProblem;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The policy file of a Syncline that runs: it is read again, refused with its line, and says who may write. */
@QuarkusTest
@TestProfile(PolicyFile.Profile.class)
class OwnershipFileIT {
    private static final Instant DAY = Instant.parse("2026-07-01T09:00:00Z");
    private static final String TITLE =
            """
            fields: [title]
            system-of-record: person
            authority: [lead]
            rule: %s
            """;

    @Inject
    PolicyFile file;

    @Inject
    PolicyInForce inForce;

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String address = "lee@" + mark + ".example";

    private static RequestSpecification as(String user) {
        String password = user.equals("admin") ? "admin-test" : user;
        return given().auth().preemptive().basic(user, password).contentType(ContentType.JSON);
    }

    private static ValidatableResponse get(String path) {
        return as("viewer").get("/api/v1/" + path).then();
    }

    private void lead(String address, String name, Instant at) {
        producer.requestBody("direct:event-apply", Events.lead(address, name, "Lee Ltd", at));
    }

    private String contact(String address) {
        return "contacts/" + get("contacts?q=" + address).extract().path("items[0].id");
    }

    private static String name(String rule) {
        return PolicyFile.with(
                "contact",
                "name",
                """
                fields: [name]
                system-of-record: person
                authority: [lead, email-from, email-addressed]
                rule: %s
                """
                        .formatted(rule));
    }

    @BeforeEach
    void standard() {
        file.put(PolicyFile.standard());
    }

    @Test
    void changedFile_isInForceWithoutARestart_andIsEntered() {
        // given
        lead(address, "Lee First", DAY);
        lead(address, "Lee Last", DAY.plusSeconds(60));
        get(contact(address)).body("name", equalTo("Lee Last"));
        String before = inForce.policy().label();

        // when
        file.put(name("first-writer").replace("version: \"1\"", "version: \"2\""));

        // then: what is decided from now on is decided by it
        String other = "other@" + mark + ".example";
        lead(other, "Other First", DAY);
        lead(other, "Other Last", DAY.plusSeconds(60));
        get(contact(other)).body("name", equalTo("Other First"));
        get(contact(other) + "/fields")
                .body("items.find { it.field == 'name' }.rule", equalTo("first-writer"))
                .body(
                        "items.find { it.field == 'name' }.policyVersion",
                        equalTo(inForce.policy().label()));
        Awaitility.await().untilAsserted(() -> get("audit?entity=policy")
                .body("items[0].action", equalTo("in-force"))
                .body("items[0].before.ownership", equalTo(before))
                .body("items[0].after.ownership", containsString("2+")));
    }

    @Test
    void badFile_isRefusedWithItsLine_andWhatWasInForceStays() {
        // given
        String label = inForce.policy().label();
        String bad = PolicyFile.with("contact", "title", TITLE.formatted("latest"));

        // when
        file.put(bad);

        // then
        assertThat(inForce.policy().label()).isEqualTo(label);
        assertThat(inForce.status().refused()).hasSize(1);
        PolicyProblem problem = inForce.status().refused().get(0);
        assertThat(problem.toString()).contains("contact.title.rule: \"latest\"; expected one of authority");
        assertThat(bad.lines().toList().get(problem.line() - 1)).contains("rule: latest");
        lead(address, "Lee", DAY);
        get(contact(address)).body("title", equalTo("CTO"));

        // when
        file.put(PolicyFile.standard());

        // then
        assertThat(inForce.status().refused()).isEmpty();
    }

    @Test
    void emptyFormField_takesAwayOnlyWhereThePolicySaysSo() {
        // given
        submit("title", "CTO");
        get(contact(address)).body("title", equalTo("CTO"));

        // when: the field is left empty, and then not asked
        submit("title", "");
        submit("company", "Lee Ltd");

        // then: it takes nothing away, and that is recorded
        get(contact(address)).body("title", equalTo("CTO"));
        get("audit?entity=contact&id=" + contact(address).replace("contacts/", ""))
                .body("items.findAll { it.action == 'refused' }.rule", contains("blank"));

        // when
        file.put(PolicyFile.with("contact", "title", TITLE.formatted("most-recent") + "blank-overwrites: true"));

        // then: what was left empty is decided again
        Awaitility.await().untilAsserted(() -> get(contact(address)).body("title", nullValue()));
        get(contact(address) + "/fields")
                .body("items.find { it.field == 'title' }.source", equalTo("lead"))
                .body("items.find { it.field == 'title' }.claims.value", contains(null, "CTO"));

        // when, then
        submit("title", "CEO");
        get(contact(address)).body("title", equalTo("CEO"));
    }

    private void submit(String field, String value) {
        given().contentType(ContentType.URLENC)
                .header("Origin", "https://www.acme.example")
                .formParam("email", address)
                .formParam(field, value)
                .post("/webhooks/website")
                .then()
                .statusCode(200);
    }

    @Test
    void fieldThatThePolicyKeepsFromARole_isRefusedToIt() {
        // given
        lead(address, "Lee", DAY);
        String contact = contact(address);
        file.put(PolicyFile.with("contact", "title", TITLE.formatted("most-recent") + "override: [admin]"));

        // when
        as("operator")
                .body("{\"name\": \"Lee Other\", \"title\": \"CEO\"}")
                .patch("/api/v1/" + contact)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("title"));

        // then: nothing of it was written
        get(contact).body("name", equalTo("Lee")).body("title", equalTo("CTO"));
        assertThat(database.count(
                        "field_provenance where entity_id = cast(:id as uuid) and locked_by is not null",
                        Map.of("id", contact.replace("contacts/", ""))))
                .isZero();

        // when: who may, and what is the same already
        as("operator")
                .body("{\"title\": \"CTO\"}")
                .patch("/api/v1/" + contact)
                .then()
                .statusCode(200);
        as("admin")
                .body("{\"title\": \"CEO\"}")
                .patch("/api/v1/" + contact)
                .then()
                .statusCode(200);

        // then
        get(contact + "/fields").body("items.find { it.field == 'title' }.lockedBy", equalTo("user:admin"));
        as("operator")
                .delete("/api/v1/" + contact + "/fields/title/lock")
                .then()
                .statusCode(403);
        as("admin").delete("/api/v1/" + contact + "/fields/title/lock").then().statusCode(200);
        get(contact).body("title", equalTo("CTO"));
    }
}
