package io.syncline.reconciliation;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The API of checks and findings, as an operator calls it. */
public final class ReconciliationCalls {
    private static final String PATH = "/api/v1/reconciliations";

    private ReconciliationCalls() {}

    public static RequestSpecification operator() {
        return given().auth().preemptive().basic("operator", "operator").contentType(ContentType.JSON);
    }

    public static ValidatableResponse start(String body) {
        return operator().body(body).post(PATH).then();
    }

    public static ValidatableResponse upload(String connector, boolean repair, String type, String list) {
        return operator()
                .contentType(type)
                .body(list.getBytes(StandardCharsets.UTF_8))
                .post(PATH + "?connector=" + connector + "&repair=" + repair)
                .then();
    }

    public static JsonPath get(String id) {
        return operator().get(PATH + "/" + id).then().statusCode(200).extract().jsonPath();
    }

    /** Starts one and waits for its end. */
    public static JsonPath run(String body) {
        return over(start(body).statusCode(200).extract().path("id"));
    }

    public static JsonPath over(String id) {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> !get(id).getString("state").equals("running"));
        return get(id);
    }

    /** The findings of a run, as {@code kind state subject}, in the order of the words. */
    public static List<String> findings(String run) {
        return items("run=" + run).stream()
                .map(item -> item.get("kind") + " " + item.get("state") + " " + item.get("subject"))
                .sorted()
                .toList();
    }

    public static List<Map<String, Object>> items(String query) {
        return operator()
                .get("/api/v1/findings?limit=200&" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    public static ValidatableResponse post(String finding, String action, String body) {
        return operator()
                .body(body)
                .post("/api/v1/findings/" + finding + "/" + action)
                .then();
    }
}
