package io.syncline.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the tests of pages have happen, by the ways by which it happens. */
final class Told {
    private Told() {}

    static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user);
    }

    static String contact(String name, String phone) {
        return made("contacts", Map.of("name", name, "phones", List.of(phone)));
    }

    static void call(String from, String callId, String occurredAt, String note) {
        call("calls", "calls-token", from, callId, occurredAt, note, 200, "created");
    }

    static void deadCall(String from, String callId, String note) {
        call("calls", "calls-token", from, callId, "2026-11-20T10:00:00Z", note, 202, "dead");
    }

    /** By a connector whose events tests derive again. */
    static void callToBeDerivedAgain(String from, String callId, String note) {
        call("again-calls", "again-token", from, callId, "2026-11-20T10:00:00Z", note, 200, "created");
    }

    private static void call(
            String connector,
            String token,
            String from,
            String callId,
            String occurredAt,
            String note,
            int status,
            String outcome) {
        var call = new LinkedHashMap<String, Object>(Map.of(
                "id",
                callId + "-1",
                "callId",
                callId,
                "sequence",
                1,
                "status",
                "completed",
                "direction",
                "inbound",
                "from",
                from,
                "to",
                "+1 415 555 0100",
                "occurredAt",
                occurredAt));
        call.put("note", note);
        given().header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON)
                .body(call)
                .post("/webhooks/" + connector)
                .then()
                .statusCode(status)
                .body("outcome", equalTo(outcome));
    }

    /** The id of a new record of the API. */
    static String made(String path, Map<String, Object> body) {
        return as("operator")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/" + path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
