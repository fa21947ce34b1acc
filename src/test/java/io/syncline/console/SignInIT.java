package io.syncline.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who gets in, how, and what other sites can do with that. */
@QuarkusTest
class SignInIT {
    @Test
    void withoutAUser_pagesLeadToTheForm_andProgramsAreTold401() {
        for (String path : new String[] {"/", "/contacts", "/nowhere"}) {
            given().redirects().follow(false).get(path).then().statusCode(302).header("Location", endsWith("/sign-in"));
        }
        given().get("/api/v1/contacts").then().statusCode(401);
        given().get("/q/openapi").then().statusCode(401);
    }

    @Test
    void form_letsInByTheRightPasswordAlone_andLeadsBackToThePage() {
        try (var visit = Visit.anonymous()) {
            visit.open("/trace?q=nothing-here");
            assertThat(visit.page()).hasURL(Pattern.compile(".*/sign-in"));
            visit.isFitForAll();

            visit.signIn("viewer", "wrong");
            assertThat(visit.page().getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                    .containsText("not right");

            visit.signIn("viewer", "viewer");
            assertThat(visit.page()).hasURL(Pattern.compile(".*/trace\\?q=nothing-here"));
        }
    }

    @Test
    void signedOut_theBackButtonShowsNothing() {
        try (var visit = Visit.of("viewer")) {
            visit.open("/contacts");
            visit.button("Sign out").click();
            assertThat(visit.page()).hasURL(Pattern.compile(".*/sign-in"));

            visit.page().goBack();

            assertThat(visit.page()).hasURL(Pattern.compile(".*/sign-in"));
        }
    }

    @Test
    void requestsOfOtherSites_areRefusedWhateverCookieTheyBring() {
        var session = given().redirects()
                .follow(false)
                .formParam("j_username", "admin")
                .formParam("j_password", "admin-test")
                .post("/j_security_check")
                .then()
                .statusCode(302)
                .extract()
                .cookies();
        var body = "{\"name\": \"By another site\"}";
        given().cookies(session)
                .header("Sec-Fetch-Site", "cross-site")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/contacts")
                .then()
                .statusCode(403);
        given().cookies(session)
                .header("Origin", "https://elsewhere.example")
                .post("/sign-out")
                .then()
                .statusCode(403);
        given().cookies(session)
                .header("Origin", "null")
                .post("/sign-out")
                .then()
                .statusCode(403);
        given().cookies(session).get("/api/v1/contacts").then().statusCode(200);
        given().header("Sec-Fetch-Site", "cross-site")
                .formParam("j_username", "admin")
                .formParam("j_password", "admin-test")
                .post("/j_security_check")
                .then()
                .statusCode(403);
    }

    @Test
    void pages_allowNothingInlineNorFromElsewhere_andAreKeptNowhere() {
        given().auth()
                .preemptive()
                .basic("viewer", "viewer")
                .get("/contacts")
                .then()
                .statusCode(200)
                .header(
                        "Content-Security-Policy",
                        containsString("default-src 'none'; script-src 'self'; style-src 'self'"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Cache-Control", equalTo("no-store"));
        given().get("/console/console.css").then().statusCode(200).contentType(containsString("text/css"));
    }
}
