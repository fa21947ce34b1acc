package io.syncline.reconciliation.mapping;

import static io.syncline.reconciliation.ReconciliationCalls.items;
import static io.syncline.reconciliation.ReconciliationCalls.operator;
import static io.syncline.reconciliation.ReconciliationCalls.post;
import static io.syncline.reconciliation.ReconciliationCalls.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import io.syncline.intake.Database;
import io.syncline.shape.ShapeObservation;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

/** Calls of a provider that changes what it sends, through the whole path; days pass by moving what was observed back. */
@QuarkusTest
class MappingCheckIT {
    private static final String CONNECTOR = "calls-reviewed";
    private static final String AS_EVER = "\"sequence\": 1, \"durationSeconds\": 62";

    @Inject
    ShapeObservation observation;

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Test
    void fieldsThatChange_areFoundByName_andNothingIsOpenOnceSourceAndMappingAgreeOrAPersonHasAccepted() {
        // given: calls that are reviewed for the first time
        calls(10, AS_EVER + ", \"extra\": \"x\"", Outcome.CREATED);
        review();
        assertThat(open()).isEmpty();

        // when: next month a field has another name, and another a type that the mapping does not read
        pass(40);
        calls(10, "\"sequence\": \"1\", \"seconds\": 62", Outcome.DEAD);
        review();

        // then
        String failing = "newly-failing " + cause();
        assertThat(open())
                .containsExactlyInAnyOrder(
                        failing, "new-field seconds", "vanished-field durationSeconds", "changed-type sequence");
        assertThat(items("check=mapping&connector=" + CONNECTOR).toString())
                .contains("10 items fail", "sequence is text", "from text", "revops@acme.example")
                .doesNotContain("+1415");
        review();
        assertThat(open()).as("and again").hasSize(4);

        // when: the provider goes back, and a person discards what failed
        pass(2);
        calls(30, AS_EVER, Outcome.CREATED);
        operator()
                .body("{\"filter\": {\"connector\": \"" + CONNECTOR + "\"}, \"reason\": \"test calls\"}")
                .post("/api/v1/events/discard")
                .then()
                .statusCode(200);
        review();

        // then: a person accepts what it sent beside
        assertThat(open()).containsExactly("new-field seconds");
        post(
                        items("check=mapping&state=open&connector=" + CONNECTOR)
                                .get(0)
                                .get("id")
                                .toString(),
                        "accept",
                        "{\"reason\": \"nobody needs it\"}")
                .statusCode(200);
        review();
        assertThat(open()).isEmpty();
    }

    private void calls(int number, String fields, Outcome outcome) {
        for (int i = 0; i < number; i++) {
            String call =
                    """
                    {"callId": "%s", "status": "completed", "direction": "inbound", "from": "+14155550181",
                     "to": "+14155550100", "occurredAt": "2026-03-02T10:00:00Z", %s}"""
                            .formatted(UUID.randomUUID(), fields);
            var delivery = new Delivery(
                    CONNECTOR,
                    UUID.randomUUID().toString(),
                    "application/json",
                    call.getBytes(StandardCharsets.UTF_8),
                    Map.of(),
                    clock.instant());
            assertThat(producer.requestBody("direct:intake", delivery, IntakeResult.class)
                            .outcome())
                    .isEqualTo(outcome);
        }
    }

    private void pass(int days) {
        observation.flush();
        database.run(
                "update payload_shape set day = day - :days, first_seen = first_seen - :days * interval '1 day',"
                        + " last_seen = last_seen - :days * interval '1 day' where connector = :connector",
                Map.of("days", days, "connector", CONNECTOR));
    }

    private static void review() {
        JsonPath done = run("{\"check\": \"mapping\", \"connector\": \"" + CONNECTOR + "\"}");
        assertThat(done.getString("state")).isEqualTo("done");
    }

    private static List<String> open() {
        return items("check=mapping&state=open&connector=" + CONNECTOR).stream()
                .map(item -> item.get("kind") + " " + item.get("subject"))
                .toList();
    }

    private String cause() {
        return database.text(
                "select min(error_fingerprint) from sync_event where connector = :connector and status = 'dead'",
                Map.of("connector", CONNECTOR));
    }
}
