package io.syncline.privacy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import io.syncline.intake.Database;
import io.syncline.spool.Spool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Somebody asks to be forgotten: nothing in the whole database says who it was, and no source brings it back. */
@QuarkusTest
class ErasureIT {
    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    @Inject
    Remains remains;

    @Inject
    Spool spool;

    @Inject
    Clock clock;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String local = "janegrep" + mark;
    private final String otherLocal = "jane.grep" + mark;
    private final String address = local + "@gmail.com";
    private final String newsletter = otherLocal + "+news@gmail.com";
    private final String name = "Jane Grepwell" + mark;
    /** Nobody's of another test: a number that several have is not erased. */
    private final String number = "+16462"
            + String.format(Locale.ROOT, "%06d", ThreadLocalRandom.current().nextInt(1_000_000));

    private final List<Delivery> delivered = new ArrayList<>();

    private static RequestSpecification as(String user) {
        String password = user.equals("admin") ? "admin-test" : user;
        return given().auth().preemptive().basic(user, password).contentType(ContentType.JSON);
    }

    private static ValidatableResponse get(String path) {
        return as("viewer").get("/api/v1/" + path).then();
    }

    private Delivery delivery(String connector, String type, String body) {
        var made = new Delivery(
                connector,
                UUID.randomUUID().toString(),
                type,
                body.getBytes(StandardCharsets.UTF_8),
                Map.of(),
                clock.instant());
        delivered.add(made);
        return made;
    }

    private Delivery lead(String id, String email) {
        return delivery(
                "leads",
                "application/json",
                """
                {"id": "%s", "form": "demo", "submittedAt": "2026-06-01T09:00:00Z", "email": "%s", "name": "%s",
                 "phone": "%s", "company": "Globex %s", "title": "CTO", "message": "I am %s",
                 "landingPage": "https://www.acme.example/?email=%s"}"""
                        .formatted(id, email, name, number, mark, name, email));
    }

    private Delivery call(String id, int sequence) {
        return delivery(
                "calls",
                "application/json",
                """
                {"callId": "%s", "sequence": %d, "status": "completed", "direction": "inbound", "from": "%s",
                 "to": "+14155550100", "occurredAt": "2026-06-02T10:00:00Z", "note": "%s called"}"""
                        .formatted(id, sequence, number, name));
    }

    /** With a Message-ID of the kind that is made of the sender's address. */
    private Delivery mail(String id, String from, String to, String headers, String text) {
        return delivery(
                "postbox",
                "message/rfc822",
                "From: " + from + "\r\nTo: " + to + "\r\nMessage-ID: <" + id + ">\r\nSubject: From " + name
                        + "\r\nDate: Mon, 01 Jun 2026 11:00:00 +0000\r\n" + headers + "\r\n" + text + "\r\n");
    }

    private IntakeResult intake(Delivery delivery) {
        return producer.requestBody("direct:intake", delivery, IntakeResult.class);
    }

    private static Delivery again(Delivery before) {
        return new Delivery(
                before.connector(),
                UUID.randomUUID().toString(),
                before.contentType(),
                before.payload(),
                before.context(),
                before.receivedAt());
    }

    private void associated() {
        database.awaitAssociations();
    }

    /** Blocks before this test's own are what other tests made of them. */
    private static int newestBlock() {
        Integer number = get("audit/verify").extract().path("newest.number");
        return number == null ? 0 : number;
    }

    private List<String> found() {
        return remains.of(local, otherLocal, name, number.substring(1));
    }

    /** A contact with all that can be known of somebody, and its id. */
    private String somebodyKnown() {
        intake(lead("lead-" + mark, address));
        intake(call("call-" + mark, 1));
        intake(mail("1." + newsletter, name + " <" + newsletter + ">", "alice@acme.example", "", "Yours, " + name));
        intake(mail(
                "2." + mark + "@acme.example", "alice@acme.example", name + " <" + address + ">", "", "Dear " + name));
        intake(mail(
                "3." + address,
                name + " <" + address + ">",
                "alice@acme.example",
                "Auto-Submitted: auto-replied\r\n",
                "Away"));
        Delivery changed = mail(
                "2." + mark + "@acme.example",
                "alice@acme.example",
                name + " <" + address + ">",
                "",
                "Dearest " + name);
        intake(changed);
        assertThat(intake(delivery("leads", "application/json", "{\"email\": \"" + newsletter + "\", broken"))
                        .outcome())
                .isEqualTo(Outcome.DEAD);
        String contact = get("contacts?q=" + address).extract().path("items[0].id");
        as("operator")
                .body("{\"title\": \"Friend of " + name + "\"}")
                .patch("/api/v1/contacts/" + contact)
                .then()
                .statusCode(200);
        associated();
        return contact;
    }

    private void erase(String contact) {
        as("admin").delete("/api/v1/contacts/" + contact).then().statusCode(204);
        associated();
    }

    @Test
    void anotherSpellingOfTheMailbox_goesWithIt() {
        intake(lead("lead-" + mark, address));
        String contact = get("contacts?q=" + address).extract().path("items[0].id");
        String key = intake(mail(mark + "@mail.example", newsletter, "alice@acme.example", "", "Hello"))
                .eventKey();

        String neighbour = as("operator")
                .body("{\"emails\": [\"mary-" + address + "\"]}")
                .post("/api/v1/contacts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        erase(contact);

        get("audit?entity=contact&id=" + neighbour).body("items.redacted", everyItem(equalTo(false)));
        get("contacts/" + neighbour).statusCode(200);
        assertThat(database.count(
                        "participant p join activity a on a.id = p.activity_id where a.event_key = :key"
                                + " and p.address = :address",
                        Map.of("key", key, "address", newsletter)))
                .isZero();
        assertThat(database.count("sync_event where event_key = :key and payload is not null", Map.of("key", key)))
                .isZero();
    }

    @Test
    void nothingInTheDatabaseSaysWhoItWas_andNoSourceBringsItBack() throws IOException {
        // given
        int block = newestBlock();
        String contact = somebodyKnown();
        assertThat(found()).isNotEmpty();
        Supplier<Long> events = () -> database.count("sync_event", Map.of());
        long eventsBefore = events.get();
        long activities = database.count("activity", Map.of());

        // when
        erase(contact);

        // then
        assertThat(found()).isEmpty();
        assertThat(events.get()).isGreaterThanOrEqualTo(eventsBefore);
        assertThat(database.count("activity", Map.of())).isGreaterThanOrEqualTo(activities);
        get("audit?entity=contact&id=" + contact)
                .body("items.action", hasItems("erased", "created", "updated"))
                .body("items.find { it.action == 'erased' }.after.addresses", equalTo(2))
                .body("items.find { it.action == 'created' }.redacted", equalTo(true));
        Awaitility.await().until(() -> newestBlock() > block);
        get("audit/verify?from=" + (block + 1)).body("problems", empty());

        // when: all of it comes again, and new things of the same person
        List<Delivery> before = List.copyOf(delivered);
        for (Delivery delivery : before) {
            assertThat(intake(again(delivery)).outcome()).isIn(Outcome.DUPLICATE, Outcome.EXCLUDED, Outcome.DISCARDED);
        }
        for (Delivery delivery : List.of(
                lead("lead2-" + mark, newsletter),
                call("call2-" + mark, 1),
                mail("4." + newsletter, newsletter, "alice@acme.example", "", name),
                delivery("calls", "application/json", "{\"from\": broken, \"note\": \"" + address + "\""))) {
            IntakeResult result = intake(delivery);
            assertThat(result.outcome()).isEqualTo(Outcome.EXCLUDED);
            assertThat(result.reason()).isEqualTo(Tombstones.REASON);
            assertThat(intake(again(delivery)).outcome()).isEqualTo(Outcome.DUPLICATE);
        }
        spool.append(List.of(lead("lead3-" + mark, address)));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(spool::isEmpty);
        associated();

        // then
        assertThat(found()).isEmpty();
        get("events?q=lead:v1:leads:lead3-" + mark)
                .body("items[0].outcome", equalTo("excluded"))
                .body("items[0].reason", equalTo(Tombstones.REASON));
        assertThat(database.count("activity where event_key like :key", Map.of("key", "lead:v1:leads:lead3-" + mark)))
                .isZero();
    }

    @Test
    void whoIsEnteredAgainByAPerson_isReadAgain() {
        intake(lead("lead-" + mark, address));
        erase(get("contacts?q=" + address).extract().path("items[0].id"));
        assertThat(intake(mail("5." + mark + "@mail.example", address, "alice@acme.example", "", "Hello"))
                        .outcome())
                .isEqualTo(Outcome.EXCLUDED);

        as("operator")
                .body("{\"emails\": [\"" + newsletter + "\"]}")
                .post("/api/v1/contacts")
                .then()
                .statusCode(201);

        assertThat(intake(mail("6." + mark + "@mail.example", address, "alice@acme.example", "", "Hello"))
                        .outcome())
                .isEqualTo(Outcome.CREATED);
    }

    private String neighbour(String email) {
        intake(delivery(
                "leads",
                "application/json",
                """
                {"id": "%s", "submittedAt": "2026-06-01T08:00:00Z", "email": "%s", "name": "Mary Major", "phone": "%s"}"""
                        .formatted(email, email, number)));
        return get("contacts?q=" + email).extract().path("items[0].id");
    }

    private IntakeResult callOfNobody(String id) {
        return intake(delivery(
                "calls",
                "application/json",
                """
                {"callId": "%s", "status": "completed", "from": "%s", "to": "+14155550100",
                 "occurredAt": "2026-06-02T10:00:00Z"}"""
                        .formatted(id, number)));
    }

    private String activity(IntakeResult result) {
        return database.text(
                "select cast(id as text) from activity where event_key = :key", Map.of("key", result.eventKey()));
    }

    @Test
    void numberThatOthersShare_isOnlyTheirsFromThenOn() {
        // given
        String neighbour = neighbour("mary." + mark + "@mail.example");
        intake(lead("lead-" + mark, address));
        String call = activity(callOfNobody("call-" + mark));
        associated();
        get("activities/" + call).body("associations", empty());

        // when
        erase(get("contacts?q=" + address).extract().path("items[0].id"));

        // then
        assertThat(remains.of(local, name)).isEmpty();
        get("contacts/" + neighbour).body("phones", contains(number));
        get("activities/" + call)
                .body("associations.find { it.entity == 'contact' }.id", equalTo(neighbour))
                .body("participants.find { it.role == 'from' }.address", equalTo(number));
        assertThat(callOfNobody("call2-" + mark).outcome()).isEqualTo(Outcome.CREATED);

        // when
        erase(neighbour);

        // then
        assertThat(found()).isEmpty();
        assertThat(callOfNobody("call3-" + mark).outcome()).isEqualTo(Outcome.EXCLUDED);
    }

    @Test
    void whoLeftOnlyANumberThatOthersHave_isErasedToo() {
        intake(delivery(
                "leads",
                "application/json",
                "{\"id\": \"lead-%s\", \"name\": \"%s\", \"phone\": \"%s\"}".formatted(mark, name, number)));
        String contact = get("contacts?q=" + number.substring(1)).extract().path("items[0].id");
        as("operator")
                .body("{\"name\": \"Mary Major\", \"phones\": [\"" + number + "\"]}")
                .post("/api/v1/contacts")
                .then()
                .statusCode(201);
        associated();

        erase(contact);

        assertThat(remains.of(name)).isEmpty();
        assertThat(callOfNobody("call-" + mark).outcome()).isEqualTo(Outcome.CREATED);
    }

    @Test
    void numberThatSomebodyElsesLeadNamed_goesWithWhoseItIs() {
        String neighbour = neighbour("mary." + mark + "@mail.example");
        intake(lead("lead-" + mark, address));
        as("operator")
                .body("{\"phones\": []}")
                .patch("/api/v1/contacts/" + neighbour)
                .then()
                .statusCode(200);
        associated();

        erase(get("contacts?q=" + address).extract().path("items[0].id"));

        assertThat(found()).isEmpty();
        get("contacts/" + neighbour).statusCode(200);
    }
}
