package io.syncline.rebuild;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;

/** The API of rebuilds, as an operator calls it. */
public final class RebuildCalls {
    private static final String PATH = "/api/v1/rebuilds";

    private RebuildCalls() {}

    public static RequestSpecification operator() {
        return given().auth().preemptive().basic("operator", "operator").contentType(ContentType.JSON);
    }

    public static ValidatableResponse post(String order) {
        return operator().body(order).post(PATH).then();
    }

    /** Starts one; its id. */
    public static String start(String order) {
        return post(order).statusCode(200).extract().path("id");
    }

    public static JsonPath get(String id) {
        return operator().get(PATH + "/" + id).then().statusCode(200).extract().jsonPath();
    }

    /** Waits until one is ready. */
    public static JsonPath ready(String id) {
        await().atMost(Duration.ofMinutes(10))
                .until(() -> !get(id).getString("state").equals("running"));
        JsonPath rebuild = get(id);
        assertThat(rebuild.getString("state")).as(rebuild.prettify()).isEqualTo("ready");
        return rebuild;
    }

    /** Its first 200 changes. */
    public static JsonPath diff(JsonPath rebuild) {
        return operator()
                .get(PATH + "/" + rebuild.getString("id") + "/diff?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public static void apply(JsonPath rebuild) {
        String id = rebuild.getString("id");
        operator().post(PATH + "/" + id + "/apply").then().statusCode(200);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> !get(id).getString("state").equals("applying"));
        assertThat(get(id).getString("state")).as(get(id).prettify()).isEqualTo("applied");
    }

    public static void drop(String id) {
        operator().delete(PATH + "/" + id).then().statusCode(200);
    }

    /** Drops what a test has left open: there is one at a time. */
    public static void dropOpen() {
        operator()
                .get(PATH)
                .jsonPath()
                .getList("items.findAll { it.state in ['running', 'ready', 'applying'] }.id", String.class)
                .forEach(RebuildCalls::drop);
    }
}
