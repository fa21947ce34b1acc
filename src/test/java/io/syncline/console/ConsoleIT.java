package io.syncline.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The page of contacts and timelines, as a browser gets it. */
@QuarkusTest
class ConsoleIT {
    private static final String HOSTILE = "<script>alert('x')</script>";

    @Test
    void page_withoutAUser_isRefused() {
        given().get("/").then().statusCode(401);
        given().get("/contacts/" + UUID.randomUUID()).then().statusCode(401);
    }

    @Test
    void startPage_isAPage() {
        viewer().get("/")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .body(containsString("<h2>Contacts</h2>"));
        viewer().get("/console.css").then().statusCode(200).contentType(startsWith("text/css"));
    }

    @Test
    void unknownContact_isNotFound() {
        viewer().get("/contacts/" + UUID.randomUUID()).then().statusCode(404);
        viewer().get("/contacts/nobody").then().statusCode(404);
    }

    @Test
    void timeline_showsEachActivityWithItsSourceAndReason() {
        String contact = contact("Page Reader", "+1 415 555 0177");
        call("+1 415 555 0177", "console-shown", "Wants to read the page");

        viewer().get("/contacts/" + contact)
                .then()
                .statusCode(200)
                .body(
                        containsString("Page Reader"),
                        containsString("<span class=\"kind\">call</span>"),
                        containsString("from calls"),
                        containsString("Why is this here?"),
                        containsString("call:v1:calls:console-shown"));
    }

    @Test
    void hostileText_isShownAsText() {
        String contact = contact(HOSTILE, "+1 415 555 0178");
        call("+1 415 555 0178", "console-hostile", HOSTILE);

        viewer().get("/contacts/" + contact)
                .then()
                .statusCode(200)
                .body(
                        not(containsString("<script")),
                        containsString("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
    }

    private static RequestSpecification viewer() {
        return given().auth().preemptive().basic("viewer", "viewer");
    }

    private static String contact(String name, String phone) {
        return given().auth()
                .preemptive()
                .basic("operator", "operator")
                .contentType(ContentType.JSON)
                .body(Map.of("name", name, "phones", List.of(phone)))
                .post("/api/v1/contacts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void call(String from, String callId, String note) {
        given().header("Authorization", "Bearer calls-token")
                .contentType(ContentType.JSON)
                .body(Map.of(
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
                        "2026-11-20T10:00:00Z",
                        "startedAt",
                        "2026-11-20T09:55:00Z",
                        "note",
                        note))
                .post("/webhooks/calls")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("created"));
    }
}
