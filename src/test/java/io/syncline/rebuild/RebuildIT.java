package io.syncline.rebuild;

import static io.restassured.RestAssured.given;
import static io.syncline.rebuild.RebuildCalls.diff;
import static io.syncline.rebuild.RebuildCalls.drop;
import static io.syncline.rebuild.RebuildCalls.get;
import static io.syncline.rebuild.RebuildCalls.operator;
import static io.syncline.rebuild.RebuildCalls.ready;
import static io.syncline.rebuild.RebuildCalls.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.syncline.event.Delivery;
import io.syncline.event.Ids;
import io.syncline.event.IntakeResult;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Derives what tests have brought in again; each test has a day of its own, which is the range of its rebuilds. */
@QuarkusTest
class RebuildIT {
    private static final Instant FIRST = Instant.parse("2019-01-01T00:00:00Z");
    private static int tests;

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    private final String mark = "rb" + UUID.randomUUID().toString().substring(0, 8);
    private final Instant day = FIRST.plus(Duration.ofDays(++tests));
    private final Told told = new Told(mark, day.plusSeconds(3600), Long.getLong("rebuild.seed", tests));

    @BeforeEach
    @AfterEach
    void noneIsOpen() {
        RebuildCalls.dropOpen();
    }

    @Test
    void unchangedRules_changeNothing_whateverWasToldAndDecided() {
        bring(told.some(30));
        people();
        settle();
        List<String> before = RebuildRows.of(database, mark);

        JsonPath window = ready(start(range()));
        assertThat(window.getMap("changes"))
                .as(() -> diff(window).prettyPrint())
                .isEmpty();
        assertThat(window.getLong("total")).isGreaterThan(30);
        assertThat(window.getLong("unreadable")).isZero();

        assertThat(applied(window)).containsExactlyElementsOf(before);
        JsonPath mails = ready(start("{\"connector\": \"again-mails\", " + range().substring(1)));
        assertThat(mails.getMap("changes")).as(() -> diff(mails).prettyPrint()).isEmpty();
        drop(mails.getString("id"));
    }

    @Test
    void whatOtherRulesHadMade_isShownWithItsReason_andMadeAsTheRulesOfTodayHaveIt() {
        // given
        bring(told.some(15));
        bring(List.of(
                told.mail("solo", "Ann <" + told.person(0) + ">", "alice@acme.example", "As it is", List.of()),
                told.mail("lost", "Ann <" + told.person(0) + ">", "alice@acme.example", "Lost", List.of()),
                told.lead("who", told.person(0), "\"title\": \"Head\", \"company\": \"Company " + mark + "\", ")));
        String owner = operator()
                .body("{\"name\": \"Owner " + mark + "\"}")
                .post("/api/v1/users")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        patch(
                "accounts/"
                        + operator()
                                .get("/api/v1/contacts/" + contact(told.person(0)))
                                .jsonPath()
                                .getString("accountId"),
                "{\"ownerId\": \"" + owner + "\"}");
        settle();
        List<String> right = RebuildRows.of(database, mark);
        String solo = activity("solo");
        String lost = activity("lost");
        String ann = contact(told.person(0));

        // when: a mapping that read subjects otherwise, a rule that linked otherwise, one that did not file
        database.run("update activity set subject = 'as it was' where id = :id", Map.of("id", UUID.fromString(solo)));
        database.run(
                "delete from association where activity_id = :id and entity = 'contact'",
                Map.of("id", UUID.fromString(solo)));
        database.run("delete from activity where id = :id", Map.of("id", UUID.fromString(lost)));
        database.run(
                "update contact set title = 'Boss', owner_id = null where id = :id",
                Map.of("id", UUID.fromString(ann)));
        JsonPath rebuild = ready(start(range()));

        // then
        JsonPath diff = diff(rebuild);
        assertThat(diff.getList("items.findAll { it.kind == 'activity' }.entityId"))
                .containsExactlyInAnyOrder(solo, lost);
        assertThat(diff.getString(
                        "items.find { it.kind == 'activity' && it.entityId == '" + solo + "' }.before.subject"))
                .isEqualTo("as it was");
        assertThat(diff.getString(
                        "items.find { it.kind == 'activity' && it.entityId == '" + solo + "' }.after.subject"))
                .isEqualTo("As it is");
        assertThat(diff.getList("items.findAll { it.kind == 'link' }.entityId"))
                .containsOnly(solo, lost)
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(diff.getString(
                        "items.find { it.field == 'contact:" + ann + "' && it.entityId == '" + solo + "' }.reason"))
                .contains("identity");
        assertThat(diff.getString("items.find { it.kind == 'field' }.before.title"))
                .isEqualTo("Boss");
        assertThat(rebuild.getMap("changes").keySet()).containsExactlyInAnyOrder("activity", "link", "field", "owner");
        assertThat(diff.getString("items.find { it.kind == 'owner' }.after.ownerId"))
                .isEqualTo(owner);
        assertThat(diff.getString("items.find { it.kind == 'owner' }.reason")).contains("assignment");
        assertThat(database.count("activity where id = :id", Map.of("id", UUID.fromString(lost))))
                .isZero();

        assertThat(applied(rebuild)).containsExactlyElementsOf(right);
        assertThat(operator()
                        .get("/api/v1/audit?entity=activity&id=" + lost)
                        .jsonPath()
                        .getList("items.rule"))
                .contains("rebuild");
        assertThat(ready(start(range())).getMap("changes")).isEmpty();
    }

    @Test
    void anotherMapping_showsExactlyWhatItReadsOtherwise() {
        bring(told.some(20));
        bring(List.of(told.mail("one", "Ann <" + told.person(0) + ">", "alice@acme.example", "Before", List.of())));
        settle();

        // A mapping of today that reads the same item otherwise.
        database.run(
                "update sync_event set payload = convert_to(replace(convert_from(payload, 'UTF8'), 'Subject: Before',"
                        + " 'Subject: After'), 'UTF8') where activity_id = :id",
                Map.of("id", UUID.fromString(activity("one"))));
        JsonPath rebuild = ready(start(range()));

        assertThat(rebuild.getMap("changes")).isEqualTo(Map.of("activity", 1));
        JsonPath diff = diff(rebuild);
        assertThat(diff.getMap("items[0].before")).isEqualTo(Map.of("subject", "Before"));
        assertThat(diff.getMap("items[0].after")).isEqualTo(Map.of("subject", "After"));
        drop(rebuild.getString("id"));
        assertThat(operator()
                        .get("/api/v1/rebuilds/" + rebuild.getString("id") + "/diff")
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> database.count("pg_namespace where nspname = 'syncline_shadow'", Map.of()) == 0);
    }

    @Test
    void whatComesMeanwhile_isDerivedTooAndStays() {
        bring(List.of(
                told.call("talk", "ringing", told.number(0)),
                told.mail("old", "Ann <" + told.person(0) + ">", "alice@acme.example", "Old", List.of())));
        settle();
        database.run(
                "update activity set subject = 'drifted' where id = :id",
                Map.of("id", UUID.fromString(activity("old"))));
        JsonPath rebuild = ready(start(range()));

        bring(List.of(
                told.call("talk", "completed", told.number(0)),
                told.mail("new", "Alice <alice@acme.example>", "Dan <dan@" + mark + ".example>", "New", List.of())));
        String dan = contact("dan@" + mark + ".example");
        patch("contacts/" + dan, "{\"title\": \"Director\"}");
        settle();
        List<String> now = RebuildRows.of(database, mark).stream()
                .map(row -> row.replace("drifted", "Old"))
                .sorted()
                .toList();

        assertThat(applied(rebuild)).containsExactlyElementsOf(now);
        assertThat(operator().get("/api/v1/contacts/" + dan).jsonPath().getString("title"))
                .isEqualTo("Director");
    }

    @Test
    void personWhoIsErased_endsTheRebuild_andDoesNotComeBack() {
        bring(told.some(10));
        bring(List.of(told.lead("who", told.person(1), "\"title\": \"Head\", ")));
        settle();
        String ben = contact(told.person(1));
        database.run("update contact set title = 'Boss' where id = :id", Map.of("id", UUID.fromString(ben)));
        JsonPath rebuild = ready(start(range()));

        given().auth()
                .preemptive()
                .basic("admin", "admin-test")
                .delete("/api/v1/contacts/" + ben)
                .then()
                .statusCode(204);

        JsonPath dropped =
                operator().get("/api/v1/rebuilds/" + rebuild.getString("id")).jsonPath();
        assertThat(dropped.getString("state")).isEqualTo("dropped");
        assertThat(dropped.getString("problem")).contains("erased");
        settle();
        JsonPath again = ready(start(range()));
        assertThat(again.getMap("changes")).as(() -> diff(again).prettyPrint()).isEmpty();
        assertThat(again.getLong("kept")).isPositive();
        applied(again);
        assertThat(database.count("identity where value = :value", Map.of("value", told.person(1))))
                .isZero();
    }

    @Test
    void replicaThatIsGone_leavesOffWhereAnotherGoesOn() {
        bring(told.some(80));
        settle();
        List<String> before = RebuildRows.of(database, mark);

        String id = start(range());
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> get(id).getLong("done") > 0);
        // Its lease is somebody else's now: what it has in hand is rolled back.
        database.run(
                "update rebuild set fence = fence + 1, leased_until = null where id = :id",
                Map.of("id", UUID.fromString(id)));

        JsonPath rebuild = ready(id);
        assertThat(rebuild.getLong("done")).isEqualTo(rebuild.getLong("total"));
        assertThat(rebuild.getMap("changes"))
                .as(() -> diff(rebuild).prettyPrint())
                .isEmpty();
        assertThat(RebuildRows.of(database, mark)).containsExactlyElementsOf(before);
    }

    @Test
    void whatCannotBeDerived_staysAsItIs() {
        bring(List.of(
                told.call("gone", "ringing", told.number(0)),
                told.call("gone", "completed", told.number(0)),
                told.mail("bad", "Ann <" + told.person(0) + ">", "alice@acme.example", "Bad", List.of())));
        settle();
        database.run(
                "update sync_event set payload = null where event_key like :key",
                Map.of("key", "call:v1:again-calls:" + mark + "-gone:%1"));
        database.run(
                "update sync_event set payload = cast('no lead' as bytea), connector = 'again-leads' where activity_id = :id",
                Map.of("id", UUID.fromString(activity("bad"))));
        List<String> before = RebuildRows.of(database, mark);

        JsonPath rebuild = ready(start(range()));

        assertThat(rebuild.getLong("kept")).isEqualTo(2);
        assertThat(rebuild.getLong("unreadable")).isEqualTo(1);
        assertThat(rebuild.getMap("changes")).isEqualTo(Map.of("unreadable", 1));
        assertThat(applied(rebuild)).containsExactlyElementsOf(before);
    }

    @Test
    void ordersThatMakeNoSense_areRefused() {
        operator()
                .body("{\"connector\": \"nobody\"}")
                .post("/api/v1/rebuilds")
                .then()
                .statusCode(400)
                .body("errors[0].field", containsString("connector"));
        operator()
                .body("{\"from\": \"2026-03-02T00:00:00Z\", \"to\": \"2026-03-01T00:00:00Z\"}")
                .post("/api/v1/rebuilds")
                .then()
                .statusCode(400);
        operator()
                .body("{\"from\": \"yesterday\"}")
                .post("/api/v1/rebuilds")
                .then()
                .statusCode(400);
        given().auth()
                .preemptive()
                .basic("viewer", "viewer")
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/rebuilds")
                .then()
                .statusCode(403);
        String id = start(range());
        operator().body("{}").post("/api/v1/rebuilds").then().statusCode(409);
        ready(id);
        operator().get("/api/v1/rebuilds/" + id + "/diff?kind=nothing").then().statusCode(400);
        operator().delete("/api/v1/rebuilds/" + id).then().statusCode(200);
        operator().post("/api/v1/rebuilds/" + id + "/apply").then().statusCode(409);
        operator().get("/api/v1/rebuilds/" + UUID.randomUUID()).then().statusCode(404);
    }

    /** What people do with all that: hold fields, correct links, merge two, open a deal, give a lead to somebody. */
    private void people() {
        settle();
        String ann = contact(told.person(0));
        String ben = contact(told.person(1));
        patch("contacts/" + ann, "{\"title\": \"Chief of all\"}");
        String account = operator().get("/api/v1/contacts/" + ann).jsonPath().getString("accountId");
        operator()
                .body("{\"name\": \"Deal " + mark + "\", \"accountId\": \"" + account
                        + "\", \"contacts\": [{\"contactId\": \"" + ann + "\", \"role\": \"buyer\"}]}")
                .post("/api/v1/deals")
                .then()
                .statusCode(201);
        settle();
        List<String> activities = operator()
                .get("/api/v1/contacts/" + ann + "/timeline")
                .jsonPath()
                .getList("items.id");
        operator()
                .body("{\"links\": [{\"entity\": \"contact\", \"id\": \"" + ben + "\"}]}")
                .put("/api/v1/activities/" + activities.get(0) + "/associations")
                .then()
                .statusCode(200);
        String cal = contact(told.person(2));
        operator()
                .body("{\"into\": \"" + ben + "\"}")
                .post("/api/v1/contacts/" + cal + "/merge")
                .then()
                .statusCode(200);
        String lead = operator().get("/api/v1/leads?q=" + mark).jsonPath().getString("items[0].id");
        patch("leads/" + lead, "{\"ownerId\": \"" + user() + "\"}");
    }

    private UUID user() {
        UUID id = Ids.next();
        database.run(
                "insert into crm_user (id, name, created_at, updated_at) values (:id, :name, now(), now())",
                Map.of("id", id, "name", "User " + mark));
        return id;
    }

    private void bring(List<Delivery> deliveries) {
        List<Delivery> some = new ArrayList<>(deliveries);
        var random = new Random(deliveries.size());
        deliveries.stream().filter(delivery -> random.nextInt(5) == 0).forEach(some::add);
        some.forEach(delivery -> {
            var result = producer.requestBody("direct:intake", delivery, IntakeResult.class);
            assertThat(result.outcome().settled()).as(result.toString()).isTrue();
        });
    }

    private void settle() {
        database.awaitAssociations();
    }

    private String range() {
        return "{\"from\": \"" + day + "\", \"to\": \"" + day.plus(Duration.ofDays(1)) + "\"}";
    }

    /** The rows after it. */
    private List<String> applied(JsonPath rebuild) {
        RebuildCalls.apply(rebuild);
        settle();
        return RebuildRows.of(database, mark);
    }

    private String activity(String item) {
        return database.text(
                "select cast(activity_id as text) from thread_link where message_id = :id limit 1",
                Map.of("id", item + "-" + mark + "@mail.example"));
    }

    private String contact(String address) {
        return operator().get("/api/v1/contacts?q=" + address).jsonPath().getString("items[0].id");
    }

    private static void patch(String path, String body) {
        operator().body(body).patch("/api/v1/" + path).then().statusCode(200);
    }
}
