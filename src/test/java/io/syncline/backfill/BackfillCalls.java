package io.syncline.backfill;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;

/** The API of backfills, as an operator calls it. */
public final class BackfillCalls {
    private static final String PATH = "/api/v1/backfills";

    private BackfillCalls() {}

    public static RequestSpecification operator() {
        return given().auth().preemptive().basic("operator", "operator").contentType(ContentType.JSON);
    }

    public static ValidatableResponse start(String body) {
        return operator().body(body).post(PATH).then();
    }

    public static ValidatableResponse upload(String connector, boolean dryRun, String type, String body) {
        return operator()
                .contentType(type)
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post(PATH + "?connector=" + connector + "&dryRun=" + dryRun)
                .then();
    }

    public static ValidatableResponse post(String id, String action) {
        return operator().post(PATH + "/" + id + "/" + action).then();
    }

    public static ValidatableResponse delete(String id) {
        return operator().delete(PATH + "/" + id).then();
    }

    public static JsonPath get(String id) {
        return operator().get(PATH + "/" + id).then().statusCode(200).extract().jsonPath();
    }

    /** Starts one and waits for its end. */
    public static JsonPath run(ValidatableResponse started) {
        return over(started.statusCode(200).extract().path("id"));
    }

    public static JsonPath over(String id) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !get(id).getString("state").matches("running|paused"));
        return get(id);
    }
}
