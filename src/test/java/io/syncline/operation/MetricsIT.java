package io.syncline.operation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.connector.Connectors;
import io.syncline.event.Delivery;
import io.syncline.event.Kind;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import io.syncline.intake.Database;
import io.syncline.ledger.RetryQueue;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a scrape shows, under the names that dashboards and alerts rely on. */
@QuarkusTest
class MetricsIT {
    @Inject
    ProducerTemplate producer;

    @Inject
    RetryQueue queue;

    @Inject
    ConnectorStatuses statuses;

    @Inject
    Database database;

    @Inject
    MissingGauge missing;

    @Inject
    Connectors connectors;

    @Inject
    Clock clock;

    private final String gone = "gone-" + UUID.randomUUID();

    @AfterEach
    void clean() {
        database.run("delete from sync_event where connector = :connector", Map.of("connector", gone));
        database.run("delete from connector_status where connector in ('twilio', 'postbox')", Map.of());
    }

    @Test
    void scrape_showsTheContractsNames() {
        // given: one call that is filed, one body that is retried soon, one dead letter, a webhook that is refused
        producer.requestBody("direct:intake", delivery("calls", call()));
        queue.park(delivery(gone, "1"), Kind.CALL, null, new TransientSyncException("later"));
        queue.park(delivery(gone, "2"), Kind.CALL, null, new PermanentSyncException("never"));
        database.run(
                "update sync_event set next_attempt_at = now() + interval '1 day' where connector = :connector and status = 'retrying'",
                Map.of("connector", gone));
        given().body("{}").post("/webhooks/calls").then().statusCode(401);
        statuses.failed("twilio", "the source does not answer");
        statuses.succeeded("twilio");
        statuses.succeeded("postbox");
        statuses.looked(connectors.find("postbox").orElseThrow(), Map.of("INBOX", 3L, "Sent", 1L));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            String scrape = scrape();
            assertThat(value(scrape, "syncline_retry_queue_depth{connector=\"" + gone + "\"}"))
                    .isEqualTo(1);
            assertThat(value(scrape, "syncline_dead_letters{connector=\"" + gone + "\"}"))
                    .isEqualTo(1);
            assertThat(value(scrape, "syncline_connector_lag_seconds{connector=\"postbox\"}"))
                    .isPositive();
            assertThat(value(scrape, "syncline_connector_unread{connector=\"postbox\"}"))
                    .isEqualTo(4);
            assertThat(value(scrape, "syncline_connector_state{connector=\"postbox\",state=\"healthy\"}"))
                    .isEqualTo(1);
            assertThat(value(scrape, "syncline_connector_state{connector=\"postbox\",state=\"silent\"}"))
                    .isZero();
            assertThat(value(scrape, "syncline_connector_state{connector=\"calls-off\",state=\"stopped\"}"))
                    .isEqualTo(1);
            assertThat(value(scrape, "syncline_connector_last_success_timestamp_seconds{connector=\"calls\"}"))
                    .isBetween(1.7e9, clock.instant().getEpochSecond() + 1.0);
        });
        String scrape = scrape();
        assertThat(value(scrape, "syncline_connector_failures_total{connector=\"twilio\"}"))
                .isPositive();
        assertThat(value(scrape, "syncline_retries_total{connector=\"twilio\"}"))
                .isNotNegative();
        assertThat(value(scrape, "syncline_events_total{connector=\"calls\",outcome=\"created\"}"))
                .isPositive();
        assertThat(scrape)
                .contains("syncline_event_latency_seconds_bucket{connector=\"calls\",le=")
                .contains("# TYPE syncline_event_latency_seconds histogram")
                .contains("# TYPE syncline_retry_queue_depth gauge")
                .contains("# TYPE syncline_retries_total counter")
                .containsPattern("syncline_webhook_rejected_total\\{connector=\"calls\",reason=\"[a-z_-]+\"");
    }

    @Test
    void retry_isCounted() {
        double before = value(scrape(), "syncline_retries_total{connector=\"calls\"}");
        queue.park(delivery("calls", "broken " + gone), Kind.CALL, null, new TransientSyncException("later"));
        database.run(
                "update sync_event set next_attempt_at = now() where connector = 'calls' and status = 'retrying'",
                Map.of());

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(value(scrape(), "syncline_retries_total{connector=\"calls\"}"))
                        .isGreaterThan(before));
    }

    @Test
    void missingItems_areShown() {
        statuses.looked(connectors.find("postbox").orElseThrow(), Map.of("INBOX", 4L));

        missing.look();

        assertThat(value(scrape(), "syncline_missing{connector=\"postbox\"}")).isEqualTo(4);
        assertThat(value(scrape(), "syncline_missing{connector=\"leads\"}")).isNotNegative();
    }

    @Test
    void health_saysHowConnectorsFare_andIsUpWhatever() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> given().get("/q/health/well")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.find { it.name == 'connectors' }.data.calls-off", equalTo("stopped")));
    }

    @Test
    void scrape_needsAUser() {
        given().get("/q/metrics").then().statusCode(401);
    }

    private static String scrape() {
        return given().auth()
                .preemptive()
                .basic("admin", "admin-test")
                .accept("text/plain")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static double value(String scrape, String series) {
        var line = Pattern.compile(
                        "^" + Pattern.quote(series.substring(0, series.length() - 1)) + ",?} (\\S+)$",
                        Pattern.MULTILINE)
                .matcher(scrape);
        String shown = scrape.lines().filter(one -> one.startsWith("syncline_")).collect(Collectors.joining("\n"));
        assertThat(line.find()).as("%s is shown in %s", series, shown).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static String call() {
        return """
               {"callId": "%s", "sequence": 1, "status": "completed", "direction": "inbound", "from": "+14155550199",
                "to": "+14155550100", "occurredAt": "2026-03-02T10:00:00Z"}"""
                .formatted(UUID.randomUUID());
    }

    private Delivery delivery(String connector, String body) {
        return new Delivery(
                connector,
                UUID.randomUUID().toString(),
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                Map.of(),
                clock.instant());
    }
}
