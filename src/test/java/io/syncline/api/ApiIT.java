package io.syncline.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.syncline.intake.Database;
import io.syncline.paging.Cursor;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The records of the CRM by the API, its errors and its roles. */
@QuarkusTest
class ApiIT {
    private static final String PROBLEM = "application/problem+json";

    @Inject
    Database database;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    private static RequestSpecification as(String user) {
        String password = user.equals("admin") ? "admin-test" : user;
        return given().auth().preemptive().basic(user, password).accept("application/json, " + PROBLEM);
    }

    private static ValidatableResponse post(String path, String body) {
        return as("operator")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/" + path)
                .then();
    }

    private static ValidatableResponse patch(String path, String body) {
        return as("operator")
                .contentType(ContentType.JSON)
                .body(body)
                .patch("/api/v1/" + path)
                .then();
    }

    private static ValidatableResponse get(String path) {
        return as("viewer").get("/api/v1/" + path).then();
    }

    private static String made(String path, String body) {
        return post(path, body).statusCode(201).extract().path("id");
    }

    @Test
    void account_isMadeFoundAndChanged() {
        String domain = mark + ".example";
        String location = post(
                        "accounts",
                        "{\"name\": \" Globex " + mark + "\", \"domains\": [\"" + domain.toUpperCase(Locale.ROOT)
                                + "\"]}")
                .statusCode(201)
                .body("name", equalTo("Globex " + mark))
                .body("domains", contains(domain))
                .body("version", equalTo(0))
                .body("ownerId", nullValue())
                .extract()
                .header("Location");
        String path = location.substring(location.indexOf("accounts/"));

        get(path).statusCode(200).body("createdAt", notNullValue());
        get("accounts?q=globex " + mark).body("items.domains", contains(List.of(domain)));
        patch(path, "{\"domains\": null, \"version\": 0}")
                .statusCode(200)
                .body("domains", equalTo(List.of()))
                .body("name", equalTo("Globex " + mark))
                .body("version", equalTo(1));
        patch(path, "{\"name\": \"Other\", \"version\": 0}")
                .statusCode(409)
                .contentType(PROBLEM)
                .body("detail", containsString("version 1"))
                .body("instance", equalTo("/api/v1/" + path));
    }

    @Test
    void contact_hasItsAddressesInCanonicalForm_andNobodyElse() {
        String email = mark + "@globex.example";
        String contact = post(
                        "contacts",
                        "{\"name\": \"Ann\", \"emails\": [\" " + email.toUpperCase(Locale.ROOT)
                                + "\"], \"phones\": [\"(415) 555-2671\"]}")
                .statusCode(201)
                .body("emails", contains(email))
                .body("phones", contains("+14155552671"))
                .extract()
                .path("id");

        post("users", "{\"name\": \"Bob\", \"emails\": [\"" + email + "\"]}")
                .statusCode(409)
                .contentType(PROBLEM)
                .body("type", equalTo(Problem.CONFLICT))
                .body("detail", equalTo(email + " belongs to contact " + contact));
        patch("contacts/" + contact, "{\"phones\": [], \"title\": \"CTO\"}")
                .statusCode(200)
                .body("phones", equalTo(List.of()))
                .body("emails", contains(email))
                .body("title", equalTo("CTO"));
        get("contacts?q=" + mark).body("items.id", contains(contact));
        get("contacts?q=%25" + mark + "%25").body("items", equalTo(List.of()));
    }

    @Test
    void whatIsWrong_isAllNamed() {
        post(
                        "contacts",
                        "{\"nmae\": \"x\", \"emails\": [\"ok@a.example\", \"no address\"], \"phones\": \"1\","
                                + " \"accountId\": \"00000000-0000-0000-0000-000000000000\", \"ownerId\": 7}")
                .statusCode(400)
                .contentType(PROBLEM)
                .body("type", equalTo(Problem.VALIDATION))
                .body("status", equalTo(400))
                .body("errors.field", hasItems("nmae", "emails[1]", "phones", "accountId", "ownerId"))
                .body("errors.find { it.field == 'emails[1]' }.value", equalTo("no address"))
                .body("errors.find { it.field == 'emails[1]' }.expected", containsString("e-mail address"))
                .body("errors.find { it.field == 'nmae' }.expected", containsString("name, title"));
        post("accounts", "{\"domains\": [\"gmail.com\", \"acme.example\"]}")
                .statusCode(400)
                .body("errors.field", hasItems("name", "domains[0]", "domains[1]"));
        post("accounts", "{\"name\": \"a\", \"name\": \"b\"}").statusCode(400).contentType(PROBLEM);
        post("accounts", "{\"name\": ").statusCode(400).body("errors[0].expected", containsString("line 1"));
        post("accounts", "[]").statusCode(400).body("errors[0].expected", equalTo("a JSON object"));
        post("accounts", "").statusCode(400).contentType(PROBLEM);
        post("accounts", "{\"name\": \"nul \\u0000\"}").statusCode(400);
        get("accounts?limit=0").statusCode(400).body("errors[0].field", equalTo("limit"));
        get("accounts?cursor=x").statusCode(400).body("errors[0].field", equalTo("cursor"));
    }

    @Test
    void deal_isOpenUntilItIsClosed() {
        String account = made("accounts", "{\"name\": \"Initech " + mark + "\"}");
        String contact = made("contacts", "{\"name\": \"Peter\"}");
        String deal = post(
                        "deals",
                        "{\"name\": \"Printers\", \"amount\": 12345678901234.56, \"currency\": \"usd\","
                                + " \"accountId\": \"" + account + "\", \"contacts\": [{\"contactId\": \"" + contact
                                + "\", \"role\": \"buyer\"}]}")
                .statusCode(201)
                .body("stage", equalTo("open"))
                .body("currency", equalTo("USD"))
                .body("contacts[0].role", equalTo("buyer"))
                .body("closedAt", nullValue())
                .extract()
                .path("id");

        assertThat(get("deals/" + deal).extract().asString()).contains("12345678901234.56");
        patch("deals/" + deal, "{\"closedAt\": \"2026-01-02T03:04:05Z\"}").statusCode(400);
        patch("deals/" + deal, "{\"stage\": \"won\", \"closedAt\": \"2026-01-02T03:04:05Z\"}")
                .statusCode(200)
                .body("closedAt", equalTo("2026-01-02T03:04:05Z"));
        patch("deals/" + deal, "{\"stage\": \"open\"}").statusCode(200).body("closedAt", nullValue());
        patch("deals/" + deal, "{\"stage\": \"lost\"}").statusCode(200).body("closedAt", notNullValue());
        patch("deals/" + deal, "{\"stage\": null, \"contacts\": [{\"contactId\": \"" + UUID.randomUUID() + "\"}]}")
                .statusCode(400)
                .body("errors.field", hasItems("stage", "contacts"));
        patch("deals/" + deal, "{\"contacts\": [{\"contactId\": \"" + contact + "\", \"rolle\": \"x\"}]}")
                .statusCode(400);
    }

    @Test
    void lists_goOnWhereThePageEnded() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, made("users", "{\"name\": \"" + mark + " " + i + "\"}"));
        }

        List<String> read = new ArrayList<>();
        String next = "";
        while (next != null) {
            var page = get("users?q=" + mark + "&limit=2&cursor=" + next).statusCode(200);
            read.addAll(page.extract().path("items.id"));
            next = page.extract().path("next");
        }

        assertThat(read).isEqualTo(made);
    }

    @Test
    void rolesAndErrors_areProblems() {
        given().get("/api/v1/accounts")
                .then()
                .statusCode(401)
                .contentType(PROBLEM)
                .header("WWW-Authenticate", containsString("Basic"));
        given().auth()
                .preemptive()
                .basic("viewer", "wrong")
                .get("/api/v1/accounts")
                .then()
                .statusCode(401)
                .contentType(PROBLEM);
        as("viewer")
                .contentType(ContentType.JSON)
                .body("{\"name\": \"x\"}")
                .post("/api/v1/accounts")
                .then()
                .statusCode(403)
                .contentType(PROBLEM);
        get("accounts/" + UUID.randomUUID())
                .statusCode(404)
                .contentType(PROBLEM)
                .body("detail", containsString("account"));
        get("accounts/7").statusCode(404).contentType(PROBLEM);
        get("nothing").statusCode(404).contentType(PROBLEM).body("instance", equalTo("/api/v1/nothing"));
        as("operator").delete("/api/v1/accounts").then().statusCode(405).contentType(PROBLEM);
        as("operator")
                .contentType("text/plain")
                .body("x")
                .post("/api/v1/accounts")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%%", "bm8tY29sb24=", "", "dmlld2Vy OnZpZXdlcg==", "////", "Og=="})
    void credentialsThatAreNone_areRefusedLikeWrongOnes(String credentials) {
        for (String path : new String[] {"/api/v1/accounts", "/q/metrics", "/webhooks/calls"}) {
            var answer = given().header("Authorization", "Basic " + credentials)
                    .body("{}")
                    .request(path.startsWith("/webhooks") ? "POST" : "GET", path)
                    .then()
                    .statusCode(401);
            if (path.startsWith("/api")) {
                answer.contentType(PROBLEM)
                        .body("status", equalTo(401))
                        .header("WWW-Authenticate", containsString("Basic"));
            }
        }
    }

    @Test
    void queryThatSaysNothing_isRefusedAndNotIgnored() {
        for (String value : new String[] {"maybe", "TRUE", "1", "yes"}) {
            get("activities?unassociated=" + value)
                    .statusCode(400)
                    .contentType(PROBLEM)
                    .body("errors[0].field", equalTo("unassociated"))
                    .body("errors[0].value", equalTo(value))
                    .body("errors[0].expected", equalTo("true or false"));
        }
        get("activities?unassociated=false").statusCode(200);
        get("activities?unassociated=").statusCode(200);
        get("events?outcome=duplicate")
                .statusCode(400)
                .body(
                        "errors[0].expected",
                        equalTo("one of created, updated, stale, excluded, retrying, dead, discarded"));
        // A time that no page gave, and that PostgreSQL could not hold.
        String cursor = new Cursor("+1000000000-12-31T23:59:59Z", UUID.randomUUID()).text();
        get("events?cursor=" + cursor).statusCode(400).body("errors[0].field", equalTo("cursor"));
        get("activities?cursor=" + cursor).statusCode(400).body("errors[0].field", equalTo("cursor"));
    }

    @Test
    void whatNobodyForesaw_isToldWithoutInternals() {
        database.run(
                """
                create or replace function test_secret() returns trigger language plpgsql as $$
                begin raise exception 'inner secret'; end $$""",
                Map.of());
        database.run(
                """
                create or replace trigger test_secret before insert on crm_user for each row
                when (new.name = 'unforeseen') execute function test_secret()""",
                Map.of());

        String answer = post("users", "{\"name\": \"unforeseen\"}")
                .statusCode(500)
                .contentType(PROBLEM)
                .body("title", equalTo("Internal Server Error"))
                .body("detail", containsString("incident"))
                .extract()
                .asString();

        assertThat(answer).doesNotContain("secret", "insert", "Exception");
    }

    @Test
    void openApi_describesTheRecords() {
        String openApi = as("viewer")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        JsonPath described = JsonPath.from(openApi);
        Map<String, Map<String, Map<String, Object>>> paths = described.getMap("paths");
        paths.forEach((path, operations) -> operations.forEach((method, operation) -> {
            Map<?, ?> answers = (Map<?, ?>) operation.get("responses");
            assertThat(answers.keySet()).as(method + " " + path).anyMatch(status -> status.toString()
                    .startsWith("2"));
        }));
        assertThat(described.getMap("components.schemas.OfConnector.properties"))
                .containsKeys("connector", "seen", "missing", "missingItems");
        assertThat(openApi).contains("/api/v1/contacts/{id}/timeline", "ContactInput", "Makes a deal", "\"basic\"");
    }
}
