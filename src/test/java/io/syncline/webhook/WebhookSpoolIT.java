package io.syncline.webhook;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.syncline.event.Delivery;
import io.syncline.event.EventKey;
import io.syncline.intake.Database;
import io.syncline.spool.Spool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks that the database cannot keep, over real HTTP, the real disk, and a ledger that is taken away. */
@QuarkusTest
class WebhookSpoolIT {
    @Inject
    Database database;

    @Inject
    Spool spool;

    @Inject
    Clock clock;

    @Inject
    CamelContext camel;

    @ConfigProperty(name = "syncline.data-dir")
    Path dataDir;

    private final String run = UUID.randomUUID().toString();

    @BeforeEach
    void nothingIsLeftOfOthers() {
        awaitEmpty();
    }

    @AfterEach
    void bringBack() throws Exception {
        giveLedgerBack();
        database.run("drop trigger if exists test_spool on sync_event", Map.of());
        if (Files.exists(elsewhere())) {
            Files.move(elsewhere(), slot());
        }
        awaitEmpty();
    }

    @Test
    void whileTheLedgerIsAway_webhooksAreSpooled_andLaterAppliedOnceAndInOrder() throws Exception {
        // given
        double before = spooled();
        takeLedgerAway();

        // when
        List<Response> answers =
                IntStream.range(0, 60).mapToObj(i -> post(call(i))).toList();
        Response unreadable = post("not a call " + run);
        Response batch = post("[" + call(60) + "," + call(61) + "]");

        // then
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(202));
        assertThat(answers.get(7).jsonPath().getMap("")).isEqualTo(Map.of("eventKey", key(7), "outcome", "retrying"));
        assertThat(unreadable.statusCode()).isEqualTo(202);
        assertThat(batch.statusCode()).isEqualTo(202);
        assertThat(batch.jsonPath().getList("results"))
                .isEqualTo(List.of(
                        Map.of("eventKey", key(60), "outcome", "retrying"),
                        Map.of("eventKey", key(61), "outcome", "retrying")));
        assertThat(spool.deliveries()).isEqualTo(63);
        assertThat(spooled()).isEqualTo(before + 63);
        assertThat(metric("syncline_spool_deliveries")).isEqualTo(63);
        assertThat(metric("syncline_spool_bytes")).isPositive();
        assertThat(files(slot())).allSatisfy(file -> assertThat(Files.readString(file))
                .as("the sender's secret stays away from the disk")
                .doesNotContain("calls-token"));
        assertReady();

        // when
        bringBack();

        // then
        for (int i = 0; i < 62; i++) {
            assertThat(database.text(
                            """
                            select e.status || ' ' || e.outcome || ' ' || count(*) || ' ' || sum(s.deliveries)
                            from sync_event e join sighting s on s.event_id = e.id where event_key = :key
                            group by e.id""",
                            Map.of("key", key(i))))
                    .isEqualTo("applied created 1 1");
        }
        assertThat(database.text(
                        "select string_agg(external_id, ',' order by applied_at, id) from sync_event where event_key like :key",
                        Map.of("key", "call:v1:calls:" + run + "%")))
                .isEqualTo(String.join(
                        ",", IntStream.range(0, 62).mapToObj(this::callId).toList()));
        assertThat(unreadable.jsonPath().getString("eventKey"))
                .startsWith("unreadable:v1:calls:")
                .satisfies(key -> assertThat(database.count(
                                "sync_event where event_key = :key and status = 'dead'", Map.of("key", key)))
                        .isEqualTo(1));
        assertThat(files(slot())).isEmpty();
        assertThat(post(call(62)).jsonPath().getString("outcome")).isEqualTo("created");
        assertThat(post(call(3)).jsonPath().getString("outcome")).isEqualTo("duplicate");
    }

    @Test
    void whileTheLedgerIsAway_whatIsTurnedAwayIsNotSpooled() {
        takeLedgerAway();

        assertThat(given().body(call(0)).post("/webhooks/calls").statusCode()).isEqualTo(401);
        assertThat(given().body(call(0)).post("/webhooks/nobody").statusCode()).isEqualTo(404);
        assertThat(given().get("/webhooks/calls").statusCode()).isEqualTo(405);
        assertThat(post("x".repeat(1024 * 1024 + 1)).statusCode()).isEqualTo(413);
        Response empty = post("[]");
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(spool.isEmpty()).isTrue();
    }

    @Test
    void withoutLedgerAndSpool_theSenderShallComeAgain_andNothingIsHalfWritten() throws Exception {
        takeLedgerAway();
        Files.move(slot(), elsewhere());

        Response answer = post(call(0));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("30");
        assertThat(spool.isEmpty()).isTrue();
        assertThat(files(elsewhere())).isEmpty();
        Files.move(elsewhere(), slot());
        bringBack();
        assertThat(post(call(0)).jsonPath().getString("outcome")).isEqualTo("created");
    }

    @Test
    void whatCannotBeHandedOn_isPutAside_andHoldsNobodyUp() throws Exception {
        takeLedgerAway();
        double before = metric("syncline_spool_damaged");
        post(call(0));
        Path damaged = files(slot()).get(0);
        Files.writeString(damaged, Files.readString(damaged).replace("location", "lacotion"));
        byte[] bytes = Files.readAllBytes(damaged);
        spool.append(List.of(delivery("no-such-connector", "{}")));
        post(call(1));

        bringBack();

        assertThat(inLedger(1)).isEqualTo(1);
        assertThat(inLedger(0)).isZero();
        assertThat(metric("syncline_spool_damaged")).isEqualTo(before + 2);
        assertThat(dataDir.resolve("spool/damaged").resolve(damaged.getFileName()))
                .hasBinaryContent(bytes);
    }

    @Test
    void poison_thatTheLedgerRefusesInEveryForm_holdsTheOthersUpForSecondsOnly() throws Exception {
        // given: two calls that can be neither applied nor parked, in front of others
        takeLedgerAway();
        IntStream.range(0, 40).forEach(i -> post(call(i)));
        database.run(
                """
                create or replace function test_spool() returns trigger language plpgsql as $$
                begin raise exception 'refused by the test'; end $$""",
                Map.of());
        database.run(
                "create trigger test_spool before insert on ledger_taken_away for each row when (new.external_id in ('%s', '%s')) execute function test_spool()"
                        .formatted(callId(3), callId(4)),
                Map.of());
        giveLedgerBack();

        // then
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(database.count(
                        "sync_event where event_key like :key and status = 'applied'",
                        Map.of("key", "call:v1:calls:" + run + "%")))
                .isEqualTo(38));
        await().untilAsserted(() -> assertThat(spool.deliveries()).isEqualTo(2));
        assertThat(post(call(40)).jsonPath().getString("outcome"))
                .as("what comes while these two wait")
                .isEqualTo("created");

        // when it is mended
        bringBack();

        // then
        assertThat(applied(3) + applied(4)).isEqualTo(2);
    }

    @Test
    void steadyStream_getsOutOfTheSpoolAgain() throws Exception {
        // given
        takeLedgerAway();
        IntStream.range(0, 30).forEach(i -> post(call(i)));
        giveLedgerBack();

        // when requests come without a pause
        var outcomes = new ArrayList<String>();
        int i = 30;
        while (!outcomes.contains("created") && i < 2000) {
            outcomes.add(post(call(i++)).jsonPath().getString("outcome"));
        }

        // then
        assertThat(outcomes).contains("created");
        assertThat(post(call(i)).jsonPath().getString("outcome")).isEqualTo("created");
    }

    @Test
    void spoolThatCannotBeWritten_isPassed_onceTheLedgerIsBack() throws Exception {
        // given: something waits, and stays
        takeLedgerAway();
        camel.getRouteController().stopRoute("spool-drain");
        try {
            post(call(0));
            Files.move(slot(), elsewhere());
            database.run("alter table ledger_taken_away rename to sync_event", Map.of());

            // when
            Response answer = post(call(1));

            // then
            assertThat(answer.jsonPath().getString("outcome"))
                    .as("out of order is better than not at all")
                    .isEqualTo("created");
        } finally {
            camel.getRouteController().startRoute("spool-drain");
        }
        bringBack();
        assertThat(applied(0)).isEqualTo(1);
    }

    @Test
    void keyOfAnUnreadableDelivery_isThatOfItsDeadLetter() {
        String body = "not a call " + run;

        String key = post(body).jsonPath().getString("eventKey");

        assertThat(key).isEqualTo(EventKey.unreadable(delivery("calls", body)).value());
    }

    private long inLedger(int i) {
        return database.count("sync_event where external_id = :id", Map.of("id", callId(i)));
    }

    private void takeLedgerAway() {
        database.run("alter table sync_event rename to ledger_taken_away", Map.of());
    }

    /** With no attempt under way: one that fails without the table and is parked with it is a dead letter. */
    private void giveLedgerBack() throws Exception {
        camel.getRouteController().stopRoute("spool-drain");
        database.run("alter table if exists ledger_taken_away rename to sync_event", Map.of());
        camel.getRouteController().startRoute("spool-drain");
    }

    private void awaitEmpty() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(spool.isEmpty()).isTrue());
    }

    private static void assertReady() {
        Response ready = given().get("/q/health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.jsonPath().getMap("checks.find { it.name == 'syncline' }.data"))
                .containsEntry("routes", "started")
                .containsEntry("database", "up")
                .containsEntry("spool", "writable")
                .containsKey("spool-free-bytes");
        assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
    }

    private static Response post(String body) {
        return given().header("Authorization", "Bearer calls-token")
                .contentType("application/json")
                .body(body.getBytes(UTF_8))
                .post("/webhooks/calls");
    }

    private long applied(int i) {
        return database.count("sync_event where event_key = :key and status = 'applied'", Map.of("key", key(i)));
    }

    private String callId(int i) {
        return run + "-" + i;
    }

    private String key(int i) {
        return "call:v1:calls:" + callId(i) + ":1";
    }

    private String call(int i) {
        return """
               {"callId": "%s", "sequence": 1, "status": "ringing", "direction": "inbound", "from": "+14155550199",
                "to": "+14155550100", "occurredAt": "2026-03-02T10:00:00Z"}"""
                .formatted(callId(i));
    }

    private Delivery delivery(String connector, String body) {
        return new Delivery(
                connector,
                UUID.randomUUID().toString(),
                "application/json",
                body.getBytes(UTF_8),
                Map.of(),
                clock.instant());
    }

    private Path slot() {
        return dataDir.resolve("spool/0");
    }

    private Path elsewhere() {
        return dataDir.resolve("spool/elsewhere");
    }

    private static List<Path> files(Path slot) throws IOException {
        try (Stream<Path> entries = Files.list(slot)) {
            return entries.filter(entry -> !entry.endsWith("lock")).sorted().toList();
        }
    }

    private static double spooled() {
        return metric("syncline_spooled_total{connector=\"calls\"");
    }

    private static double metric(String series) {
        String scrape = given().auth()
                .preemptive()
                .basic("admin", "admin-test")
                .accept("text/plain")
                .get("/q/metrics")
                .asString();
        String line = scrape.lines()
                .filter(one ->
                        one.startsWith(series + " ") || one.startsWith(series + ",") || one.startsWith(series + "}"))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
