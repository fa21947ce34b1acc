package io.syncline.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.connector.Connectors;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

/** Calls of a provider that changes what it sends, through the whole path; days pass by moving what was observed back. */
@QuarkusTest
class MappingReviewIT {
    private static final String CONNECTOR = "calls-reviewed";

    @Inject
    MappingReview review;

    @Inject
    ShapeObservation observation;

    @Inject
    Connectors connectors;

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Test
    void fieldsThatChange_areFoundByName_andNothingIsFoundOnceSourceAndMappingAgree() {
        // given: a month of calls, reviewed
        calls(10, "\"sequence\": 1, \"durationSeconds\": 62, \"extra\": \"x\"", Outcome.CREATED);
        pass(40);
        assertThat(found(50)).isEmpty();

        // when: a field gets another name, and another a type that the mapping does not read
        calls(10, "\"sequence\": \"1\", \"seconds\": 62", Outcome.DEAD);

        // then
        assertThat(found(30))
                .containsExactlyInAnyOrder(
                        "newly-failing sequence is text; expected a whole number from 0 to 9223372036854775807",
                        "new-field seconds",
                        "vanished-field durationSeconds",
                        "changed-type sequence");
        assertThat(found(30)).as("and again").hasSize(4);

        // when: the provider goes back, and a person has discarded what failed
        pass(2);
        calls(30, "\"sequence\": 1, \"durationSeconds\": 62", Outcome.CREATED);
        database.run(
                "update sync_event set status = 'discarded', outcome = 'discarded' where connector = :connector and status = 'dead'",
                Map.of("connector", CONNECTOR));

        // then: what it sent beside is left for a person to accept
        assertThat(found(30)).containsExactly("new-field seconds");
        pass(40);
        calls(30, "\"sequence\": 1, \"durationSeconds\": 62", Outcome.CREATED);
        assertThat(found(30)).isEmpty();
    }

    @Test
    void whatIsObserved_isNoValue() {
        observation.flush();

        assertThat(database.count(
                        "payload_shape where path ~ '[0-9]{3}|@|[.][.]' and connector = :connector",
                        Map.of("connector", CONNECTOR)))
                .isZero();
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

    /** What is found in so many days up to today. */
    private List<String> found(int days) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return review
                .review(connectors.find(CONNECTOR).orElseThrow(), today.minusDays(days), today.plusDays(1))
                .drifts()
                .stream()
                .map(drift -> drift.kind().word() + " "
                        + (drift.kind() == DriftKind.NEWLY_FAILING
                                ? drift.details().get("error")
                                : drift.subject()))
                .toList();
    }
}
