package io.syncline.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.syncline.event.Direction;
import io.syncline.event.SourceEvent;
import io.syncline.intake.Database;
import io.syncline.intake.Events;
import io.syncline.ownership.PolicyFile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What sources disagree about, where the policy lets a person decide. */
@QuarkusTest
@TestProfile(PolicyFile.Profile.class)
class ReviewsIT {
    private static final Instant DAY = Instant.parse("2026-07-01T09:00:00Z");
    private static final String NAME =
            """
            fields: [name]
            system-of-record: person
            authority: [[lead, email-from], email-addressed]
            rule: review
            """;

    @Inject
    PolicyFile file;

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String mailName = "Name of lee@" + mark + ".example";
    private String address = "lee@" + mark + ".example";
    private int messages;

    private static RequestSpecification as(String user) {
        String password = user.equals("admin") ? "admin-test" : user;
        return given().auth().preemptive().basic(user, password).contentType(ContentType.JSON);
    }

    private static ValidatableResponse get(String path) {
        return as("viewer").get("/api/v1/" + path).then();
    }

    private static ValidatableResponse decide(String user, String review, String body) {
        return as(user).body(body).post("/api/v1/reviews/" + review + "/decide").then();
    }

    /** Each is a submission of its own: the same content would be the same lead. */
    private void lead(String name, int minute) {
        String company = "Lee Ltd " + minute;
        producer.requestBody("direct:event-apply", Events.lead(address, name, company, DAY.plusSeconds(60L * minute)));
    }

    private SourceEvent mail(int minute) {
        SourceEvent mail = Events.mail(
                mark + messages++ + "@mail.example",
                DAY.plusSeconds(60L * minute),
                Events.email(address),
                List.of(Events.email("rep@acme.example")),
                Direction.INBOUND);
        producer.requestBody("direct:event-apply", mail);
        return mail;
    }

    private String id() {
        return get("contacts?q=" + address).extract().path("items[0].id");
    }

    private ValidatableResponse contact() {
        return get("contacts/" + id());
    }

    private List<Map<String, Object>> open(String id) {
        return get("reviews?limit=200").statusCode(200).extract().path("items.findAll { it.entityId == '" + id + "' }");
    }

    private String review() {
        List<Map<String, Object>> open = open(id());
        assertThat(open).hasSize(1);
        return (String) open.get(0).get("id");
    }

    /** The ids of the list, the latest first, as far as this one. */
    private static List<String> inPagesOfOne(String last) {
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            var page = get("reviews?limit=1" + next).body("items", hasSize(1)).extract();
            ids.add(page.path("items[0].id"));
            next = "&cursor=" + page.path("next");
        } while (!ids.contains(last));
        return ids;
    }

    @BeforeEach
    void review_isThePolicyOfNames() {
        file.put(PolicyFile.with("contact", "name", NAME).replace("# steward:", "steward:"));
    }

    @AfterEach
    void standard() {
        file.put(PolicyFile.standard());
    }

    @Test
    void sourcesThatDisagree_areOnTheList_withWhatEachSays() {
        // given
        lead("Lee Lead", 0);
        assertThat(open(id())).isEmpty();

        // when
        SourceEvent mail = mail(5);

        // then: who spoke first keeps the field
        contact().body("name", equalTo("Lee Lead"));
        get("reviews/" + review())
                .body("kind", equalTo("field"))
                .body("entity", equalTo("contact"))
                .body("entityId", equalTo(id()))
                .body("field", equalTo("name"))
                .body("value", equalTo("Lee Lead"))
                .body("steward", equalTo("revops@acme.example"))
                .body("ownerId", nullValue())
                .body("since", notNullValue())
                .body("decision", nullValue())
                .body("options.value", contains("Lee Lead", mailName))
                .body("options.source", contains("lead/" + Events.CONNECTOR, "email-from"))
                .body("options.at", contains("2026-07-01T09:00:00Z", "2026-07-01T09:05:00Z"))
                .body("options[1].eventKey", equalTo(mail.key().value()));
        get("contacts/" + id() + "/fields")
                .body("items.find { it.field == 'name' }.review", equalTo(review()))
                .body("items.find { it.field == 'accountId' }.review", nullValue());
    }

    @Test
    void decision_isRemembered_untilASourceSaysSomethingNew() {
        // given
        lead("Lee Lead", 0);
        mail(5);
        String review = review();

        // when
        decide("operator", review, "{\"value\": \"" + mailName + "\"}")
                .statusCode(200)
                .body("value", equalTo(mailName))
                .body("decision.value", equalTo(mailName))
                .body("decision.by", equalTo("user:operator"))
                .body("decision.at", notNullValue());

        // then
        contact().body("name", equalTo(mailName));
        assertThat(open(id())).isEmpty();
        get("reviews?status=decided&entity=contact").body("items.id", hasItem(review));
        get("audit?entity=contact&id=" + id()).body("items.action", hasItems("decided", "changed"));
        decide("operator", review, "{\"value\": \"Lee Lead\"}").statusCode(409);

        // when: the same contest, later
        lead("Lee Lead", 120);
        mail(125);

        // then
        assertThat(open(id())).isEmpty();
        contact().body("name", equalTo(mailName));
        get("contacts/" + id() + "/fields")
                .body("items.find { it.field == 'name' }.explanation", containsString("a person decided"));

        // when: something new
        lead("Lee Newman", 240);

        // then: what was decided stands until it is decided again
        contact().body("name", equalTo(mailName));
        String next = review();
        assertThat(next).isNotEqualTo(review);
        get("reviews/" + next).body("options.value", contains(mailName, "Lee Newman"));
        decide("operator", next, "{\"value\": \"Lee Newman\"}").statusCode(200);
        contact().body("name", equalTo("Lee Newman"));

        // when: what was decided before is said again
        lead("Lee Lead", 360);

        // then
        assertThat(open(id())).isEmpty();
        contact().body("name", equalTo(mailName));
    }

    @Test
    void reviewsOfTheSameWords_areTheSame_inWhateverOrderTheyCame() {
        // given
        lead("Lee Lead", 0);
        mail(5);
        String review = review();
        lead("Lee Other", 10);
        assertThat(review()).isNotEqualTo(review);

        // when: an earlier word comes late, and then the first again
        lead("Lee Late", 7);
        String open = review();
        lead("Lee Lead", 120);

        // then
        assertThat(get("reviews/" + open).extract().statusCode()).isEqualTo(404);
        assertThat(review()).isEqualTo(review);
    }

    @Test
    void personsEdit_endsTheReview() {
        // given
        lead("Lee Lead", 0);
        mail(5);
        String review = review();

        // when
        as("operator")
                .body("{\"name\": \"Lee Person\"}")
                .patch("/api/v1/contacts/" + id())
                .then()
                .statusCode(200);

        // then
        assertThat(open(id())).isEmpty();
        get("reviews/" + review).statusCode(404);
        lead("Lee Another", 10);
        assertThat(open(id())).isEmpty();
    }

    @Test
    void decision_isOneOfTheOptions_andOfWhoMayWriteTheField() {
        // given
        lead("Lee Lead", 0);
        mail(5);
        String review = review();

        // when, then
        for (String body : List.of("{}", "{\"value\": null}", "{\"value\": 7}", "{\"value\": \"Lee Person\"}")) {
            decide("operator", review, body)
                    .statusCode(400)
                    .body("errors.field", contains("value"))
                    .body("errors.expected", contains(containsString("the value of one of the options")));
        }
        decide("operator", review, "{\"choice\": \"Lee Lead\"}").statusCode(400);
        decide("operator", UUID.randomUUID().toString(), "{\"value\": \"Lee Lead\"}")
                .statusCode(404);
        decide("viewer", review, "{\"value\": \"Lee Lead\"}").statusCode(403);
        file.put(PolicyFile.with("contact", "name", NAME + "override: [admin]"));
        decide("operator", review, "{\"value\": \"Lee Lead\"}").statusCode(403).body("detail", containsString("name"));
        decide("admin", review, "{\"value\": \"Lee Lead\"}").statusCode(200);
        get("reviews?status=undecided").statusCode(400);
        get("reviews?cursor=x").statusCode(400);
        get("reviews?entity=deal").body("items", empty());
    }

    @Test
    void list_isInPages_andErasureTakesReviewsAlong() {
        // given
        lead("Lee Lead", 0);
        mail(5);
        String first = review();
        String id = id();
        address = "other@" + mark + ".example";
        lead("Another", 0);
        mail(5);

        // when: others may be on the list, for a new policy is put to every contact in the background
        List<String> pages = inPagesOfOne(first);

        // then
        assertThat(pages).doesNotHaveDuplicates().containsSubsequence(review(), first);
        as("admin").delete("/api/v1/contacts/" + id).then().statusCode(204);
        get("reviews?limit=200").body("items.id", not(hasItem(first)));
        assertThat(database.count("field_review where entity_id = cast(:id as uuid)", Map.of("id", id)))
                .isZero();
    }
}
