package io.syncline.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.syncline.event.SourceEvent;
import io.syncline.intake.Database;
import io.syncline.intake.Events;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

/** Who may write which field: what the API says of it, what people hold, and what they give back. */
@QuarkusTest
class FieldsApiIT {
    private static final Instant DAY = Instant.parse("2026-07-01T09:00:00Z");
    private static final String NAME = "items.find { it.field == 'name' }.";

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

    private static ValidatableResponse patch(String path, String body) {
        return as("operator").body(body).patch("/api/v1/" + path).then();
    }

    private static ValidatableResponse release(String path, String field) {
        return as("operator")
                .delete("/api/v1/" + path + "/fields/" + field + "/lock")
                .then();
    }

    private SourceEvent lead(String name, Instant at) {
        SourceEvent lead = Events.lead(address, name, "Lee Ltd", at);
        producer.requestBody("direct:event-apply", lead);
        return lead;
    }

    private String contact() {
        return "contacts/" + get("contacts?q=" + address).extract().path("items[0].id");
    }

    private long refusals(String path) {
        return database.count(
                "audit where entity = 'contact' and entity_id = :id and action = 'refused'",
                Map.of("id", path.replace("contacts/", "")));
    }

    @Test
    void field_saysWhereItComesFrom() {
        // given
        lead("Lee Old", DAY);
        lead("Lee New", DAY.plusSeconds(60));
        String contact = contact();

        // when, then
        get(contact + "/fields")
                .statusCode(200)
                .body("items.field", contains("name", "title", "accountId", "ownerId", "emails", "phones"))
                .body(NAME + "value", equalTo("Lee New"))
                .body(NAME + "source", equalTo("lead"))
                .body(NAME + "connector", equalTo(Events.CONNECTOR))
                .body(NAME + "eventKey", containsString("lead:v1:"))
                .body(NAME + "at", equalTo("2026-07-01T09:01:00Z"))
                .body(NAME + "rule", equalTo("most-recent"))
                .body(NAME + "policyVersion", containsString("1+"))
                .body(NAME + "lockedBy", nullValue())
                .body(NAME + "claims.value", contains("Lee New", "Lee Old"))
                .body(NAME + "claims.stands", contains(true, false))
                .body("items.find { it.field == 'accountId' }.source", equalTo("domain"))
                .body("items.find { it.field == 'accountId' }.at", nullValue())
                .body(
                        "items.find { it.field == 'ownerId' }.explanation",
                        equalTo("nobody with authority has said anything"));
        get("contacts/" + UUID.randomUUID() + "/fields").statusCode(404);
    }

    @Test
    void personsEdit_standsUntilItIsReleased_andThenTheBestClaimDoes() {
        // given
        lead("Lee Lead", DAY);
        String contact = contact();
        patch(contact, "{\"name\": \"Lee Person\", \"title\": null}").statusCode(200);

        // when: sources go on speaking
        lead("Lee Later", DAY.plusSeconds(60));

        // then
        get(contact).body("name", equalTo("Lee Person")).body("title", nullValue());
        get(contact + "/fields")
                .body(NAME + "lockedBy", equalTo("user:operator"))
                .body(NAME + "lockedAt", notNullValue())
                .body(NAME + "claims.value", hasItems("Lee Later", "Lee Lead", "Lee Person"));

        // when
        release(contact, "name")
                .statusCode(200)
                .body("value", equalTo("Lee Later"))
                .body("lockedBy", nullValue());
        release(contact, "title").statusCode(200).body("value", equalTo("CTO"));

        // then
        get(contact).body("name", equalTo("Lee Later")).body("title", equalTo("CTO"));
        get("audit?entity=contact&id=" + contact.replace("contacts/", ""))
                .body("items.action", hasItems("released", "changed", "set", "refused"));
        release(contact, "name").statusCode(409);
        release(contact, "colour").statusCode(404);
        release("contacts/" + UUID.randomUUID(), "name").statusCode(404);
        as("viewer").delete("/api/v1/" + contact + "/fields/name/lock").then().statusCode(403);
    }

    @Test
    void releasedValue_staysUntilASourceSpeaks() {
        // given
        String contact = "contacts/"
                + as("operator")
                        .body("{\"name\": \"Lee Person\", \"emails\": [\"" + address + "\"]}")
                        .post("/api/v1/contacts")
                        .then()
                        .extract()
                        .path("id");

        // when
        release(contact, "name").statusCode(200).body("value", equalTo("Lee Person"));
        lead("Lee Lead", DAY);

        // then
        get(contact).body("name", equalTo("Lee Lead"));
    }

    @Test
    void refusedClaim_isRecordedOnce() {
        // given
        lead("Lee Lead", DAY);
        String contact = contact();
        patch(contact, "{\"name\": \"Lee Person\"}").statusCode(200);

        // when: the same is said again and again, and then another thing
        for (int i = 1; i <= 3; i++) {
            lead("Lee Again", DAY.plusSeconds(3_600L * i));
        }
        assertThat(refusals(contact)).isEqualTo(1);
        lead("Lee Other", DAY.plusSeconds(36_000));

        // then
        assertThat(refusals(contact)).isEqualTo(2);
    }

    @Test
    void listField_saysWhoNamedEachValue() {
        // given: a number of one's own, one of a user, and an address that a person wrote
        String own = "+16464" + number();
        String taken = "+16464" + number();
        as("operator")
                .body("{\"name\": \"Rep\", \"phones\": [\"" + taken + "\"]}")
                .post("/api/v1/users")
                .then()
                .statusCode(201);
        SourceEvent lead = Events.leadWithPhone(address, own, DAY);
        producer.requestBody("direct:event-apply", lead);
        submit(taken, "CTO");
        String contact = contact();
        patch(contact, "{\"emails\": [\"" + address + "\", \"lee@home." + mark + ".example\"]}")
                .statusCode(200);

        // when, then
        String phones = "items.find { it.field == 'phones' }.";
        String emails = "items.find { it.field == 'emails' }.";
        get(contact + "/fields")
                .body(phones + "value", equalTo(own))
                .body(phones + "rule", equalTo("union"))
                .body(phones + "claims.value", contains(taken, own))
                .body(phones + "claims.stands", contains(false, true))
                .body(phones + "claims[0].source", equalTo("lead/website"))
                .body(phones + "claims[1].source", equalTo("lead/" + Events.CONNECTOR))
                .body(phones + "claims[1].eventKey", equalTo(lead.key().value()))
                .body(emails + "value", equalTo(address + ", lee@home." + mark + ".example"))
                .body(emails + "claims.value", everyItem(equalTo(address)))
                .body(emails + "claims.source", contains("lead/website", "lead/" + Events.CONNECTOR));
        get("accounts/" + get(contact).extract().path("accountId") + "/fields")
                .body("items.find { it.field == 'domains' }.value", equalTo(mark + ".example"))
                .body("items.find { it.field == 'domains' }.claims.stands", everyItem(equalTo(true)));
        release(contact, "phones").statusCode(404);
    }

    @Test
    void numberThatAPersonTookAway_isNotAddedAgain_untilAPersonDoes() {
        // given
        String phone = "+16464" + number();
        submit(phone, "CTO");
        String contact = contact();
        get(contact).body("phones", contains(phone));

        // when
        patch(contact, "{\"phones\": []}").statusCode(200);
        submit(phone, "CEO");

        // then
        get(contact).body("phones", empty()).body("title", equalTo("CEO"));
        get("audit?entity=contact&id=" + contact.replace("contacts/", ""))
                .body("items.findAll { it.action == 'refused' }.rule", contains("taken-away"));
        get(contact + "/fields")
                .body("items.find { it.field == 'phones' }.claims.source", contains("lead/website", "person"));

        // when
        patch(contact, "{\"phones\": [\"" + phone + "\"]}").statusCode(200);

        // then
        get(contact + "/fields")
                .body("items.find { it.field == 'phones' }.value", equalTo(phone))
                .body("items.find { it.field == 'phones' }.claims.source", contains("lead/website"));
    }

    private void submit(String phone, String title) {
        given().contentType(ContentType.URLENC)
                .header("Origin", "https://www.acme.example")
                .formParam("email", address)
                .formParam("phone", phone)
                .formParam("title", title)
                .post("/webhooks/website")
                .then()
                .statusCode(200);
    }

    private static String number() {
        return "" + ThreadLocalRandom.current().nextInt(100_000, 1_000_000);
    }

    @Test
    void dealAndAccount_sayWhoWroteTheirFields() {
        String deal = "deals/"
                + as("operator")
                        .body("{\"name\": \"D\", \"amount\": 10}")
                        .post("/api/v1/deals")
                        .then()
                        .extract()
                        .path("id");

        get(deal + "/fields")
                .body("items.find { it.field == 'amount' }.value", equalTo("10.00"))
                .body("items.find { it.field == 'amount' }.lockedBy", equalTo("user:operator"))
                .body("items.find { it.field == 'currency' }.source", nullValue());
        release(deal, "amount").statusCode(200).body("value", equalTo("10.00"));
        patch(deal, "{\"stage\": \"won\"}").statusCode(200);
        release(deal, "stage").statusCode(200).body("value", equalTo("won"));

        lead("Lee Lead", DAY);
        String account = "accounts/" + get(contact()).extract().path("accountId");
        patch(account, "{\"name\": \"Lee & Co\"}").statusCode(200);
        release(account, "name").statusCode(200).body("value", equalTo("Lee Ltd"));
        get(account).body("name", equalTo("Lee Ltd"));
    }
}
