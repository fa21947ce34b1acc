package io.syncline.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What people decide about all activities of an address, and contacts that are taken apart. */
@QuarkusTest
class CorrectionsIT {
    private static final Instant DAY = Instant.parse("2026-07-01T09:00:00Z");

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String domain = mark + ".example";
    private final String stranger = "stranger." + mark + "@gmail.com";

    @Test
    void rememberedCorrection_holdsForWhatCameAndWhatComes_untilItIsRevoked() {
        // given
        String account =
                post("accounts", "{\"name\": \"A " + mark + "\"}").extract().path("id");
        String contact = post("contacts", "{\"name\": \"Lee\", \"accountId\": \"" + account + "\"}")
                .extract()
                .path("id");
        SourceEvent early = mail("early", stranger, 0);
        SourceEvent late = mail("late", stranger, 3600);

        // when
        String id = correction(stranger.replace("@", "+tag@"), "contact", contact, "")
                .body("address", equalTo(stranger.replace(".", "").replace("com", ".com")))
                .body("actor", equalTo("user:operator"))
                .extract()
                .path("id");
        associated();
        SourceEvent next = mail("next", stranger, 7200);

        // then
        for (SourceEvent mail : List.of(early, late, next)) {
            links(mail)
                    .body("associations.entity", containsInAnyOrder("contact", "account"))
                    .body("associations.find { it.entity == 'contact' }.id", equalTo(contact))
                    .body("associations.find { it.entity == 'contact' }.rule", equalTo("correction"))
                    .body("associations.find { it.entity == 'contact' }.explanation", containsString("user:operator"))
                    .body("associations.find { it.entity == 'account' }.id", equalTo(account));
        }
        get("corrections").body("items.id", hasItems(id));

        // when
        as("viewer").delete("/api/v1/corrections/" + id).then().statusCode(403);
        as("operator").delete("/api/v1/corrections/" + id).then().statusCode(204);
        associated();

        // then
        links(early).body("associations", empty());
        links(next).body("associations", empty());
        as("operator").delete("/api/v1/corrections/" + id).then().statusCode(404);
        get("audit?entity=contact&id=" + contact)
                .body("items.action", hasItems("correction-remembered", "correction-revoked"))
                .body("items.find { it.action == 'correction-remembered' }.actor", equalTo("user:operator"));
    }

    @Test
    void correctionSince_leavesWhatWasBefore() {
        String contact = post("contacts", "{\"name\": \"Lee\"}").extract().path("id");
        SourceEvent before = mail("before", stranger, 0);
        SourceEvent after = mail("after", stranger, 3600);

        correction(stranger, "contact", contact, ", \"since\": \"" + DAY.plusSeconds(60) + "\"");
        associated();

        links(before).body("associations", empty());
        links(after).body("associations.id", contains(contact));
    }

    @Test
    void correctionOfAnActivity_becomesARuleWhenAsked() {
        // given: two deals that fit equally, so that a person is asked
        String account = post("accounts", "{\"name\": \"A " + mark + "\", \"domains\": [\"" + domain + "\"]}")
                .extract()
                .path("id");
        String one = deal("One", account);
        deal("Two", account);
        SourceEvent mail = mail("first", "jo@" + domain, 0);
        SourceEvent same = mail("same", "jo@" + domain, 60);
        SourceEvent other = mail("other", "al@" + domain, 120);
        assertThat(reviews(mail)).isEqualTo(1);

        // when
        String links = "{\"links\": [{\"entity\": \"account\", \"id\": \"" + account
                + "\"}, {\"entity\": \"deal\", \"id\": \"" + one + "\"}]";
        put(mail, links + ", \"remember\": \"al@" + domain + "\"}")
                .statusCode(400)
                .body("errors.field", contains("remember"));
        put(mail, links + ", \"remember\": \"Jo@" + domain + "\"}").statusCode(200);
        associated();

        // then
        links(same)
                .body("associations.find { it.entity == 'deal' }.id", equalTo(one))
                .body("associations.find { it.entity == 'deal' }.rule", equalTo("correction"))
                .body("associations.find { it.entity == 'account' }.rule", equalTo("company-domain"));
        links(other).body("associations.entity", contains("account"));
        assertThat(reviews(mail)).isZero();
        assertThat(reviews(same)).isZero();
        assertThat(reviews(other)).isEqualTo(1);
    }

    @Test
    void linkThatIsTakenAway_staysAwayFromAllOfTheAddress() {
        String account = post("accounts", "{\"name\": \"A " + mark + "\", \"domains\": [\"" + domain + "\"]}")
                .extract()
                .path("id");
        SourceEvent mail = mail("first", "spam@" + domain, 0);
        SourceEvent same = mail("same", "spam@" + domain, 60);
        links(same).body("associations.id", contains(account));

        put(mail, "{\"links\": [], \"remember\": \"spam@" + domain + "\"}").statusCode(200);
        associated();

        links(same).body("associations", empty());
    }

    @Test
    void split_givesTheOtherItsAddressesLeadsAndActivities() {
        // given: two people who were merged
        String leadAddress = "lee@" + domain;
        String otherAddress = "kim@" + domain;
        apply(Events.lead(leadAddress, "Lee " + mark, "Globex", DAY));
        apply(Events.lead(otherAddress, "Kim " + mark, "Globex", DAY.plusSeconds(60)));
        String lee = get("contacts?q=" + leadAddress).extract().path("items[0].id");
        String kim = get("contacts?q=" + otherAddress).extract().path("items[0].id");
        SourceEvent mail = mail("of-kim", otherAddress, 120);
        post("contacts/" + kim + "/merge", "{\"into\": \"" + lee + "\"}").statusCode(200);
        associated();
        get("contacts/" + lee + "/attribution").body("touches.size()", equalTo(2));

        // when: they are taken apart
        post("contacts/" + lee + "/split", "{\"emails\": [\"nobody@" + domain + "\"]}")
                .statusCode(400);
        post("contacts/" + lee + "/split", "{\"emails\": [\"" + otherAddress + "\", \"" + leadAddress + "\"]}")
                .statusCode(400);
        post("contacts/" + lee + "/split", "{\"emails\": [\"" + otherAddress + "\"], \"restore\": \"" + kim + "\"}")
                .statusCode(200)
                .body("id", equalTo(kim))
                .body("name", equalTo("Kim " + mark))
                .body("emails", contains(otherAddress))
                .body("mergedInto", equalTo(null));
        associated();

        // then
        get("contacts/" + lee).body("emails", contains(leadAddress));
        get("contacts/" + kim + "/timeline").body("items.kind", contains("email", "lead"));
        get("contacts/" + lee + "/timeline").body("items.kind", contains("lead"));
        links(mail).body("associations.find { it.entity == 'contact' }.id", equalTo(kim));
        get("contacts/" + lee + "/attribution").body("touches.size()", equalTo(1));
        get("contacts/" + kim + "/attribution").body("touches.size()", equalTo(1));
        get("audit?entity=contact&id=" + kim).body("items.action", hasItems("split"));
        get("audit?entity=contact&id=" + lee).body("items.action", hasItems("updated"));
    }

    @Test
    void split_makesAContactWithNameAndAccountOfItsActivities() {
        post("accounts", "{\"name\": \"A " + mark + "\", \"domains\": [\"" + domain + "\"]}");
        String both = post(
                        "contacts", "{\"name\": \"Lee\", \"emails\": [\"lee@" + domain + "\", \"kim@" + domain + "\"]}")
                .extract()
                .path("id");
        mail("of-kim", "kim@" + domain, 0);

        String made = post("contacts/" + both + "/split", "{\"emails\": [\"kim@" + domain + "\"]}")
                .statusCode(200)
                .body("name", equalTo("Name of kim@" + domain))
                .extract()
                .path("id");
        associated();

        get("contacts/" + made + "/timeline").body("items.size()", equalTo(1));
        get("contacts/" + both + "/timeline").body("items", empty());
    }

    @Test
    void progress_saysWhenNothingWaitsAnyMore() {
        mail("waits", stranger, 0);
        post("contacts", "{\"name\": \"Lee\", \"emails\": [\"" + stranger + "\"]}")
                .statusCode(201);

        Awaitility.await().untilAsserted(() -> get("associations/progress")
                .statusCode(200)
                .body("waiting", equalTo(0))
                .body("changes", equalTo(0))
                .body("oldest", nullValue())
                .body("policyVersion", startsWith("association-")));
    }

    private String deal(String name, String account) {
        return post("deals", "{\"name\": \"" + name + "\", \"accountId\": \"" + account + "\"}")
                .extract()
                .path("id");
    }

    private ValidatableResponse correction(String address, String entity, String id, String more) {
        return post(
                        "corrections",
                        "{\"address\": \"" + address + "\", \"entity\": \"" + entity + "\", \"id\": \"" + id + "\""
                                + more + "}")
                .statusCode(201);
    }

    private SourceEvent mail(String name, String from, int seconds) {
        SourceEvent mail = Events.mail(
                name + mark + "@mail.example",
                DAY.plusSeconds(seconds),
                Events.email(from),
                List.of(Events.email("rep@acme.example")),
                Direction.INBOUND);
        apply(mail);
        associated();
        return mail;
    }

    private void apply(SourceEvent event) {
        producer.requestBody("direct:event-apply", event);
    }

    private void associated() {
        database.awaitAssociations();
    }

    private long reviews(SourceEvent mail) {
        return database.count("association_review where activity_id = :id", Map.of("id", mail.activityId()));
    }

    private static ValidatableResponse links(SourceEvent mail) {
        return get("activities/" + mail.activityId());
    }

    private static ValidatableResponse put(SourceEvent mail, String body) {
        return as("operator")
                .body(body)
                .put("/api/v1/activities/" + mail.activityId() + "/associations")
                .then();
    }

    private static ValidatableResponse post(String path, String body) {
        return as("operator").body(body).post("/api/v1/" + path).then();
    }

    private static ValidatableResponse get(String path) {
        return as("viewer").get("/api/v1/" + path).then();
    }

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user).contentType(ContentType.JSON);
    }
}
