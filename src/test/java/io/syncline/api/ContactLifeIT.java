package io.syncline.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.syncline.event.Direction;
import io.syncline.event.SourceEvent;
import io.syncline.intake.Database;
import io.syncline.intake.Events;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

/** Contacts that are merged and erased, with all that hangs on them. */
@QuarkusTest
class ContactLifeIT {
    private static final Instant DAY = Instant.parse("2026-07-01T09:00:00Z");

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String leadAddress = "lee@" + mark + ".example";
    private final String otherAddress = "lee.private@" + mark + ".example";

    private static RequestSpecification as(String user) {
        String password = user.equals("admin") ? "admin-test" : user;
        return given().auth().preemptive().basic(user, password).contentType(ContentType.JSON);
    }

    private static ValidatableResponse get(String path) {
        return as("viewer").get("/api/v1/" + path).then();
    }

    private static ValidatableResponse post(String path, String body) {
        return as("operator").body(body).post("/api/v1/" + path).then();
    }

    /** A contact made by a lead, with an account by its domain. */
    private String contactOfLead() {
        producer.requestBody("direct:event-apply", Events.lead(leadAddress, "Lee " + mark, "Lee Ltd " + mark, DAY));
        return get("contacts?q=" + leadAddress).extract().path("items[0].id");
    }

    private SourceEvent mailFrom(String address) {
        SourceEvent mail = Events.mail(
                UUID.randomUUID() + "@mail.example",
                DAY.plusSeconds(60),
                Events.email(address),
                List.of(Events.email("rep@acme.example")),
                Direction.INBOUND);
        producer.requestBody("direct:event-apply", mail);
        return mail;
    }

    private void associated() {
        // A batch that the background route has taken is in the table until it is committed.
        database.awaitAssociations();
    }

    private long count(String sql) {
        return database.count(sql, Map.of("mark", "%" + mark + "%"));
    }

    @Test
    void merge_movesAllThatOneHasToTheOther() {
        // given
        String from = contactOfLead();
        String into = post("contacts", "{\"emails\": [\"" + otherAddress + "\"]}")
                .extract()
                .path("id");
        String deal = post(
                        "deals",
                        "{\"name\": \"D " + mark + "\", \"contacts\": [{\"contactId\": \"" + from
                                + "\", \"role\": \"buyer\"}]}")
                .extract()
                .path("id");
        SourceEvent mail = mailFrom(leadAddress);

        // when
        post("contacts/" + from + "/merge", "{\"into\": \"" + into + "\"}")
                .statusCode(200)
                .body("id", equalTo(into))
                .body("emails", contains(otherAddress, leadAddress))
                .body("name", equalTo("Lee " + mark))
                .body("accountId", notNullValue());
        associated();

        // then
        get("contacts/" + from).body("mergedInto", equalTo(into)).body("emails", equalTo(List.of()));
        get("contacts/" + into + "/timeline")
                .body("items.kind", contains("email", "lead"))
                .body("items[0].id", equalTo(mail.activityId().toString()))
                .body("items[0].participants[0].contactId", equalTo(into));
        get("contacts/" + from + "/timeline").body("items", equalTo(List.of()));
        get("deals/" + deal).body("contacts.contactId", contains(into)).body("contacts.role", contains("buyer"));
        assertThat(count("lead where name like :mark and cast(contact_id as text) = '" + into + "'"))
                .isEqualTo(1);
        assertThat(count("attribution_touch where :mark <> '' and cast(contact_id as text) = '" + into + "'"))
                .isEqualTo(1);
        get("audit?entity=contact&id=" + from).body("items.action", hasItem("merged"));
        get("contacts?q=" + mark).body("items.id", contains(into));
        as("operator")
                .body("{\"name\": \"x\"}")
                .patch("/api/v1/contacts/" + from)
                .then()
                .statusCode(409);
        post("contacts/" + from + "/merge", "{\"into\": \"" + into + "\"}").statusCode(409);
        post("contacts/" + into + "/merge", "{\"into\": \"" + into + "\"}").statusCode(400);
        post("contacts/" + into + "/merge", "{}").statusCode(400).body("errors.field", contains("into"));
    }

    @Test
    void renamedContact_isCalledSoOnItsTimeline() {
        String contact = contactOfLead();
        SourceEvent mail = mailFrom(leadAddress);

        as("operator")
                .body("{\"name\": \"Lee Married\"}")
                .patch("/api/v1/contacts/" + contact)
                .then()
                .statusCode(200);

        get("contacts/" + contact + "/timeline")
                .body("items[0].id", equalTo(mail.activityId().toString()))
                .body("items.actor.name", contains("Lee Married", "Lee Married"))
                .body("items[0].participants[0].name", equalTo("Lee Married"));
        get("activities/" + mail.activityId())
                .body("participants[0].name", equalTo("Lee Married"))
                .body("actor.id", equalTo(contact))
                .body(
                        "associations.find { it.entity == 'contact' }.evidence",
                        equalTo(Map.of("address", leadAddress, "role", "from")))
                .body("associations[0].policyVersion", startsWith("association-"));
    }

    @Test
    void erasure_leavesNothingThatSaysWhoItWas_butWhatCounts() {
        // given
        String contact = contactOfLead();
        String account = get("contacts/" + contact).extract().path("accountId");
        SourceEvent mail = mailFrom(leadAddress);

        // when
        as("operator").delete("/api/v1/contacts/" + contact).then().statusCode(403);
        as("admin").delete("/api/v1/contacts/" + contact).then().statusCode(204);
        associated();

        // then
        get("contacts/" + contact).statusCode(404);
        get("contacts?q=" + mark).body("items", equalTo(List.of()));
        assertThat(count("identity where value like :mark")).isZero();
        assertThat(count("participant where address like :mark or name like :mark"))
                .isZero();
        assertThat(count("lead where email like :mark or name like :mark")).isZero();
        assertThat(count("activity where cast(actor as text) like :mark or body like :mark"))
                .isZero();
        assertThat(count("association where explanation like :mark and entity = 'contact'"))
                .isZero();
        assertThat(count("field_provenance where value like :mark and entity = 'contact'"))
                .isZero();
        assertThat(database.count(
                        "sync_event where payload is null and event_key = :key",
                        Map.of("key", mail.key().value())))
                .isEqualTo(1);
        get("accounts/" + account + "/timeline")
                .body("items.kind", contains("email", "lead"))
                .body("items[0].subject", nullValue())
                .body("items[0].participants[0].address", nullValue())
                .body("items[0].participants.address", hasItem("rep@acme.example"));
        get("audit?entity=contact&id=" + contact).body("items.action", hasItems("erased", "created"));
        as("admin").delete("/api/v1/contacts/" + contact).then().statusCode(404);
    }

    @Test
    void evidenceThatChanges_linksWhatIsThereAlready() {
        SourceEvent mail = mailFrom(leadAddress);
        String id = mail.activityId().toString();

        String account = post("accounts", "{\"name\": \"A\", \"domains\": [\"" + mark + ".example\"]}")
                .extract()
                .path("id");
        associated();
        get("activities/" + id).body("associations.id", contains(account));

        String contact = post("contacts", "{\"emails\": [\"" + leadAddress + "\"], \"accountId\": \"" + account + "\"}")
                .extract()
                .path("id");
        String deal = post("deals", "{\"name\": \"D\", \"accountId\": \"" + account + "\"}")
                .extract()
                .path("id");
        associated();
        get("activities/" + id).body("associations.id", hasItems(account, contact, deal));

        as("operator")
                .body("{\"emails\": []}")
                .patch("/api/v1/contacts/" + contact)
                .then()
                .statusCode(200);
        as("operator")
                .body("{\"domains\": []}")
                .patch("/api/v1/accounts/" + account)
                .then()
                .statusCode(200);
        associated();
        get("activities/" + id).body("associations", equalTo(List.of()));
        get("activities?unassociated=true").body("items.id", hasItem(id));
    }
}
