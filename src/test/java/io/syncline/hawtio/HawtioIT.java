package io.syncline.hawtio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Hawtio's console needs of the application, and who gets it. */
@QuarkusTest
class HawtioIT {
    private static final String ROUTES =
            """
            {"type": "search", "mbean": "org.apache.camel:type=routes,*"}""";

    /** Of a connector that nobody polls. */
    private static final String ROUTE = "org.apache.camel:context=syncline,type=routes,name=\"imap-poll-alerted\"";

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
        String dump = admin().body(DUMP)
                .post("/hawtio/jolokia")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("value");

        assertThat(dump)
                .contains("<route id=\"event-apply\"", "<idempotentConsumer")
                .doesNotContain("errorHandler");
    }

    @Test
    void user_isWhoSignedIn() {
        assertThat(admin().get("/hawtio/user").asString()).isEqualTo("\"admin\"");
    }

    @Test
    void othersThanAdmins_getNothing() {
        given().redirects()
                .follow(false)
                .get("/hawtio/")
                .then()
                .statusCode(302)
                .header("Location", endsWith("/sign-in"));
        given().get("/hawtio/jolokia/version").then().statusCode(401);
        given().body(ROUTES).post("/hawtio/jolokia").then().statusCode(401);
        given().body(ROUTES).post("/jolokia").then().statusCode(302);
        for (String user : List.of("viewer", "operator")) {
            as(user, user).get("/hawtio/").then().statusCode(403);
            as(user, user).body(ROUTES).post("/hawtio/jolokia").then().statusCode(403);
            as(user, user).get("/hawtio/jolokia/version").then().statusCode(403);
        }
    }

    @Test
    void requestThatAnotherSiteMadeTheBrowserSend_isRefused() {
        admin().header("Sec-Fetch-Site", "cross-site")
                .body(ROUTES)
                .post("/hawtio/jolokia")
                .then()
                .statusCode(403);
        // A link needs no more than a GET; that does nothing, whatever it names.
        admin().get("/hawtio/jolokia/exec/" + ROUTE.replace("\"", "") + "/stop")
                .then()
                .body("request.type", equalTo("version"));
    }

    @Test
    void stoppingAndStartingARoute_isAudited() {
        try {
            assertThat(exec(ROUTE, "stop()")).isEqualTo(200);
            assertThat(read(ROUTE, "State").getString("value")).isEqualTo("Stopped");
        } finally {
            assertThat(exec(ROUTE, "start()")).isEqualTo(200);
        }

        assertThat(read(ROUTE, "State").getString("value")).isEqualTo("Started");
        List<Map<String, Object>> rows = admin().get("/api/v1/audit?entity=route&id=imap-poll-alerted")
                .jsonPath()
                .getList("items");
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(row).containsEntry("actor", "user:admin").containsEntry("action", "requested"))
                .extracting(row -> String.valueOf(row.get("after")))
                .contains("{operation=stop}", "{operation=start}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "org.apache.camel:context=syncline,type=context,name=\"syncline\" | stop()",
                "org.apache.camel:context=syncline,type=context,name=\"syncline\" | sendStringBody(java.lang.String,java.lang.String)",
                "com.sun.management:type=HotSpotDiagnostic | dumpHeap(java.lang.String,boolean)",
                "com.sun.management:type=DiagnosticCommand | vmSystemProperties()",
                "java.lang:type=Memory | gc()"
            })
    void whatIsNotAboutRoutes_isNobodys(String bean, String operation) {
        assertThat(exec(bean, operation)).isEqualTo(403);
    }

    @Test
    void passwordsThatTheProcessWasGiven_areNotShown() {
        assertThat(read("java.lang:type=Runtime", "SystemProperties").getInt("status"))
                .isEqualTo(403);
        assertThat(admin().body(Map.of(
                                "type",
                                "read",
                                "mbean",
                                "java.lang:type=Runtime",
                                "config",
                                Map.of("ignoreErrors", true)))
                        .post("/hawtio/jolokia")
                        .asString())
                .contains("VmName")
                .doesNotContain("user.dir");
    }

    private static int exec(String bean, String operation) {
        return admin().body(Map.of("type", "exec", "mbean", bean, "operation", operation))
                .post("/hawtio/jolokia")
                .jsonPath()
                .getInt("status");
    }

    private static JsonPath read(String bean, String attribute) {
        return admin().body(Map.of("type", "read", "mbean", bean, "attribute", attribute))
                .post("/hawtio/jolokia")
                .jsonPath();
    }

    private static RequestSpecification admin() {
        return as("admin", "admin-test");
    }

    private static RequestSpecification as(String user, String password) {
        return given().auth().preemptive().basic(user, password).contentType("application/json");
    }
}
