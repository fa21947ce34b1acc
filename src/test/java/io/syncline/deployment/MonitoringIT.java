package io.syncline.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each metric that a panel or an alert names is one that a scrape has: a name that is misspelt would alert nobody. */
@QuarkusTest
class MonitoringIT {
    private static final Pattern SERIES = Pattern.compile("(?m)^([a-z_:]+)[{ ]");

    @Test
    void metricsOfQueries_areInTheScrape() {
        // given: a call that is filed, a webhook that is refused, a verification of the audit
        given().header("Authorization", "Bearer calls-token")
                .contentType("application/json")
                .body(call())
                .post("/webhooks/calls")
                .then()
                .statusCode(200);
        given().body("{}").post("/webhooks/calls").then().statusCode(401);
        given().auth()
                .preemptive()
                .basic("viewer", "viewer")
                .get("/api/v1/audit/verify")
                .then()
                .statusCode(200);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(scraped()).containsAll(named()));
    }

    @Test
    void thresholdsAndOwners_areThoseOfTheConfiguration() {
        assertThat(scrape().lines())
                .contains(
                        "syncline_connector_info{connector=\"website\",owner=\"marketing@acme.example\",type=\"lead-form\"} 1.0",
                        "syncline_connector_lag_threshold_seconds{connector=\"postbox\"} 600.0",
                        "syncline_connector_failure_threshold{connector=\"postbox\"} 3.0");
    }

    private static Set<String> named() {
        return Stream.concat(Queries.ofDashboard().stream(), Queries.ofRules(Kustomize.baseWith("monitoring")).stream())
                .flatMap(query -> Queries.metrics(query).stream())
                // Recorded by the rules themselves.
                .filter(metric -> !metric.contains(":"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> scraped() {
        return SERIES.matcher(scrape())
                .results()
                .map((MatchResult series) -> series.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
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
                .asString()
                .replace(",}", "}");
    }

    private static String call() {
        return """
               {"callId": "%s", "sequence": 1, "status": "completed", "direction": "inbound", "from": "+14155550199",
                "to": "+14155550100", "occurredAt": "2026-03-02T10:00:00Z"}"""
                .formatted(UUID.randomUUID());
    }
}
