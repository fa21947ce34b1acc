package io.syncline.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.syncline.connector.ConnectorStatus;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.routing.ConnectorSchedule;
import jakarta.inject.Inject;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** A person's word that a source is not to be polled for now. */
@QuarkusTest
class ConnectorPauseIT {
    private static final String PAUSED = "paused-postbox";

    @Inject
    ConnectorSchedule schedule;

    @Inject
    ConnectorStatuses statuses;

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user).contentType(ContentType.JSON);
    }

    private static ValidatableResponse pause(String connector, String reason) {
        return as("operator")
                .body("{\"reason\": \"%s\"}".formatted(reason))
                .post("/api/v1/connectors/" + connector + "/pause")
                .then();
    }

    @Test
    void pausedConnector_isNotPolled_untilSomebodyResumesIt() {
        pause(PAUSED, "the provider moves it").statusCode(200).body("state", equalTo("stopped"));

        schedule.fire(PAUSED);

        Assertions.assertThat(attempts()).isEmpty();
        as("viewer")
                .get("/api/v1/connectors/" + PAUSED)
                .then()
                .body("reason", containsString("paused by operator since "))
                .body("pause.reason", equalTo("the provider moves it"))
                .body("pause.by", equalTo("operator"));
        as("operator")
                .post("/api/v1/connectors/" + PAUSED + "/poll")
                .then()
                .statusCode(409)
                .body("detail", containsString("Resume it first"));
        pause(PAUSED, "again").statusCode(409);

        as("operator")
                .post("/api/v1/connectors/" + PAUSED + "/resume")
                .then()
                .statusCode(200)
                .body("state", not("stopped"))
                .body("pause", nullValue());
        schedule.fire(PAUSED);

        Assertions.assertThat(attempts()).isPresent();
        as("operator").post("/api/v1/connectors/" + PAUSED + "/resume").then().statusCode(409);
        as("viewer")
                .get("/api/v1/audit?entity=connector&id=" + PAUSED)
                .then()
                .body("items.action", equalTo(java.util.List.of("resumed", "paused")))
                .body("items.actor[1]", equalTo("user:operator"))
                .body("items[1].after.reason", equalTo("the provider moves it"));
    }

    private Optional<java.time.Instant> attempts() {
        return statuses.find(PAUSED).map(ConnectorStatus::lastFailureAt);
    }

    @Test
    void sourceThatCallsByItself_cannotBePaused_soThatNothingItSendsIsLost() {
        pause("calls", "too loud").statusCode(409).body("detail", containsString("what it sends is always taken"));
    }

    @Test
    void pause_needsAReasonAndTheRole() {
        pause(PAUSED, " ").statusCode(400);
        pause("nowhere", "why not").statusCode(404);
        as("viewer")
                .body("{\"reason\": \"mine\"}")
                .post("/api/v1/connectors/" + PAUSED + "/pause")
                .then()
                .statusCode(403);
    }
}
