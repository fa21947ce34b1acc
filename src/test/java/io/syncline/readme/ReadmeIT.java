package io.syncline.readme;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.intake.Database;
import io.syncline.rebuild.RebuildCalls;
import io.syncline.source.mail.MailServer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every request of the README, in its order, with real values for its placeholders: each does what it says. */
@QuarkusTest
@QuarkusTestResource(MailServer.class)
class ReadmeIT {
    /** A collection and the placeholder of one of it; or the placeholder of a run in a query. */
    private static final Pattern PLACEHOLDER = Pattern.compile("api/v1/([a-z-]+)(?:/|\\?run=)<id>");

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> words = new LinkedHashMap<>();

    private final Map<String, String> files = new HashMap<>();

    @BeforeEach
    void somethingToAskFor() throws IOException {
        RebuildCalls.dropOpen();
        words.put("admin:change-me", "admin:admin-test");
        words.put("\"connector\": \"mail\"", "\"connector\": \"history-mailbox\"");
        words.put("connector=mail", "connector=history-mailbox");
        files.put("candidate.yaml", Files.readString(Path.of("config", "ownership.yaml")));
        files.put(
                "calls.csv",
                "callId,status,direction,from,to,occurredAt\n" + mark
                        + ",completed,inbound,+14155550142,+14155550100,2026-03-02T10:00:00Z\n");
        ids.put("contacts", post("contacts", "{\"name\": \"Lee " + mark + "\", \"title\": \"CTO\"}"));
        deadCall();
        words.put("<cause>", admin("dead-letters?connector=calls").getString("items[0].cause"));
        await().until(() -> admin("audit/verify").get("newest") != null);
        JsonPath sealed = admin("audit/verify");
        words.put(
                "from=1200&anchor=1234:5f0c...",
                "from=1&anchor=" + sealed.getLong("newest.number") + ":" + sealed.getString("newest.hash"));
    }

    @Test
    void eachRequest_isAnswered() {
        for (String line : Readme.curls()) {
            String command = withValues(line);
            assertThat(command)
                    .as("a placeholder that this test does not know")
                    .doesNotContainPattern("<[a-z ]+>|\\.\\.\\.'");
            var curl = new Curl(command, files);
            Response answer = curl.send();
            assertThat(answer.statusCode())
                    .as(() -> line + "\n" + answer.asPrettyString())
                    .isBetween(200, 299);
            remember(curl, answer);
        }
    }

    private String withValues(String line) {
        if (line.contains("/decide")) {
            aReview();
        }
        var collection = Readme.all(PLACEHOLDER, line).stream().findFirst();
        String command = line;
        if (collection.isPresent()) {
            // Findings are of the run that was started last.
            String of = collection.get().equals("findings") ? "reconciliations" : collection.get();
            assertThat(ids).as(line).containsKey(of);
            command = line.replace("<id>", ids.get(of));
        }
        for (var word : words.entrySet()) {
            command = command.replace(word.getKey(), word.getValue());
        }
        if (command.contains("/rebuilds/")) {
            RebuildCalls.ready(ids.get("rebuilds"));
        }
        return command;
    }

    /** What was started is what the next command asks for. */
    private void remember(Curl curl, Response answer) {
        String collection = curl.url().replaceAll("/api/v1/([a-z-]+).*", "$1");
        boolean started = curl.method().equals("POST") && curl.url().matches("/api/v1/[a-z-]+(\\?.*)?");
        if (started && !answer.asString().isEmpty() && answer.path("id") != null) {
            ids.put(collection, answer.path("id"));
            await().atMost(Duration.ofMinutes(2)).until(() -> !admin(collection + "/" + answer.path("id"))
                    .getString("state")
                    .equals("running"));
        }
    }

    private void deadCall() {
        String key =
                call("{\"callId\": \"" + mark + "\", \"status\": \"sleeping\"}").eventKey();
        ids.put(
                "events",
                database.text("select cast(id as text) from sync_event where event_key = :key", Map.of("key", key)));
    }

    /** Two contacts have a number, and somebody called from it. */
    private void aReview() {
        String number = "+4915113"
                + String.format(Locale.ROOT, "%06d", ThreadLocalRandom.current().nextInt(1_000_000));
        String lee = post("contacts", "{\"name\": \"Lee\", \"phones\": [\"" + number + "\"]}");
        post("contacts", "{\"name\": \"Kim\", \"phones\": [\"" + number + "\"]}");
        String key =
                call("""
                        {"callId": "%s", "status": "completed", "from": "%s", "to": "+14155550100",
                         "occurredAt": "2026-06-02T10:00:00Z"}"""
                                .formatted(UUID.randomUUID(), number))
                        .eventKey();
        database.awaitAssociations();
        ids.put(
                "reviews",
                database.text(
                        """
                        select cast(r.id as text) from association_review r join activity a on a.id = r.activity_id
                        where a.event_key = :key""",
                        Map.of("key", key)));
        words.put("\"value\": \"CTO\"", "\"value\": \"" + lee + "\"");
        words.put("<one of the options>", lee);
        words.put("+14155550123", number);
    }

    private IntakeResult call(String body) {
        var delivery = new Delivery(
                "calls",
                UUID.randomUUID().toString(),
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                Map.of(),
                Instant.parse("2026-06-02T10:00:01Z"));
        return producer.requestBody("direct:intake", delivery, IntakeResult.class);
    }

    private static String post(String path, String body) {
        return given().auth()
                .preemptive()
                .basic("operator", "operator")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/" + path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static JsonPath admin(String path) {
        return given().auth()
                .preemptive()
                .basic("admin", "admin-test")
                .get("/api/v1/" + path)
                .jsonPath();
    }
}
