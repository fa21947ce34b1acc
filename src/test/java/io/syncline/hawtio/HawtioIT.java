package io.syncline.hawtio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Hawtio's console needs of the application, and who gets it. */
@QuarkusTest
class HawtioIT {
    private static final String ROUTES =
            """
            {"type": "search", "mbean": "org.apache.camel:type=routes,*"}""";

    private static final String DUMP =
            """
            {"type": "exec", "mbean": "org.apache.camel:context=syncline,type=context,name=\\"syncline\\"",
             "operation": "dumpRoutesAsXml()"}""";

    @ParameterizedTest
    @ValueSource(strings = {"/hawtio/", "/hawtio/camel/routes"})
    void console_isServed(String page) {
        assertThat(admin().get(page).then().statusCode(200).extract().asString())
                .contains("<!doctype html>");
    }

    @Test
    void jolokia_listsTheRoutes() {
        List<String> names = admin().body(ROUTES)
                .post("/hawtio/jolokia")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("value");

        assertThat(names).anyMatch(name -> name.contains("name=\"event-apply\""));
        assertThat(admin().get("/hawtio/jolokia/version").jsonPath().getString("value.config.agentId"))
                .isEqualTo("syncline");
    }

    @Test
    void dumpOfRoutes_hasWhatHawtioCanDraw() {
        String dump = admin().body(DUMP).post("/hawtio/jolokia").then().statusCode(200).extract().jsonPath().getString("value");

        assertThat(dump).contains("<route id=\"event-apply\"", "<idempotentConsumer").doesNotContain("errorHandler");
    }

    @Test
    void user_isWhoSignedIn() {
        assertThat(admin().get("/hawtio/user").asString()).isEqualTo("\"admin\"");
    }

    @Test
    void othersThanAdmins_getNothing() {
        for (String path : List.of("/hawtio/", "/hawtio/jolokia/list")) {
            given().redirects().follow(false).get(path).then().statusCode(302).header("Location", endsWith("/sign-in"));
        }
        as("operator", "operator").body(ROUTES).post("/hawtio/jolokia").then().statusCode(403);
        as("operator", "operator").get("/hawtio/jolokia/version").then().statusCode(403);
    }

    @Test
    void requestThatAnotherSiteMadeTheBrowserSend_isRefused() {
        admin().header("Sec-Fetch-Site", "cross-site")
                .body(ROUTES)
                .post("/hawtio/jolokia")
                .then()
                .statusCode(403);
        admin().header("Sec-Fetch-Site", "same-origin")
                .body(ROUTES)
                .post("/hawtio/jolokia")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification admin() {
        return as("admin", "admin-test");
    }

    private static RequestSpecification as(String user, String password) {
        return given().auth().preemptive().basic(user, password).contentType("application/json");
    }
}
