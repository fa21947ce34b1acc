package io.syncline.console.access;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** How often people may be wrong, and how long they stay signed in. */
@QuarkusTest
class SignInLimitsIT {
    @ConfigProperty(name = "quarkus.http.auth.session.encryption-key")
    String key;

    private static Response signIn(String name, String password) {
        return given().redirects()
                .follow(false)
                .formParam("j_username", name)
                .formParam("j_password", password)
                .post("/j_security_check");
    }

    @Test
    void wrongTooOften_isTold429AndWhenToComeAgain_byFormAndByBasic() {
        String name = "guessed-" + UUID.randomUUID();
        for (int i = 0; i < 10; i++) {
            signIn(name, "wrong").then().statusCode(302).header("Location", endsWith("/sign-in?refused=true"));
        }

        Response refused = signIn(name, "wrong");

        refused.then().statusCode(429).contentType(containsString("text/html")).body(containsString("Try again in"));
        assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(1, 300);
        given().auth()
                .preemptive()
                .basic(name, "wrong")
                .get("/api/v1/contacts")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .body("status", equalTo(429));
        signIn("viewer", "viewer").then().statusCode(302).header("Location", endsWith("/"));
    }

    @Test
    void session_isOverAtItsEnd_andNobodyPutsThatOff() {
        Map<String, String> cookies = signIn("viewer", "viewer").cookies();
        contacts(cookies).statusCode(200);

        contacts(Map.of("syncline-session", cookies.get("syncline-session"))).statusCode(302);
        long past = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
        contacts(with(cookies, past + "." + new Seal(key.getBytes(UTF_8)).of(past + " viewer")))
                .statusCode(302)
                .header("Location", endsWith("/sign-in"));
        String end = cookies.get(SessionEnds.COOKIE);
        contacts(with(cookies, "9" + end)).statusCode(302);
        contacts(with(cookies, signIn("operator", "operator").cookie(SessionEnds.COOKIE)))
                .statusCode(302);
    }

    private static Map<String, String> with(Map<String, String> cookies, String end) {
        return Map.of("syncline-session", cookies.get("syncline-session"), SessionEnds.COOKIE, end);
    }

    private static ValidatableResponse contacts(Map<String, String> cookies) {
        return given().redirects()
                .follow(false)
                .cookies(cookies)
                .get("/contacts")
                .then();
    }

    @Test
    void signIns_areAudited_andNamesOfNobodyAreNot() {
        String nobody = "my-password-" + UUID.randomUUID();
        signIn(nobody, "wrong");
        signIn("operator", "wrong");
        signIn("operator", "operator");

        await().untilAsserted(() -> audit("operator").body("items.action", hasItem("refused")));
        await().untilAsserted(() -> audit("operator")
                .body("items.action", hasItem("signed-in"))
                .body("items.find { it.action == 'signed-in' }.actor", equalTo("user:operator")));
        audit(nobody).body("items.action", not(hasItem("refused")));
    }

    private static ValidatableResponse audit(String name) {
        return given().auth()
                .preemptive()
                .basic("viewer", "viewer")
                .get("/api/v1/audit?entity=session&id=" + name)
                .then()
                .statusCode(200);
    }
}
