package io.syncline.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.syncline.event.Direction;
import io.syncline.event.SourceEvent;
import io.syncline.intake.Database;
import io.syncline.intake.Events;
import io.syncline.ownership.PolicyFile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Policies: which is in force, which were, and what another one would do, before and after it is put in force. */
@QuarkusTest
@TestProfile(PolicyFile.Profile.class)
class PoliciesIT {
    private static final Instant DAY = Instant.parse("2026-07-01T09:00:00Z");
    private static final String YAML = "application/yaml";

    /** The first name counts, the last account, and of titles people decide; no lead names accounts any more. */
    private static final String CANDIDATE = group(
                    "contact", "name", "[lead, email-from, email-addressed]", "first-writer")
            .replace(block("contact", "account"), lines("[accountId]", "[domain, lead]", "most-recent"))
            .replace(block("contact", "title"), lines("[title]", "[[lead-form]]", "review"))
            .replace(block("account", "name"), lines("[name]", "[domain]", "first-writer"))
            .replace("version: \"1\"", "version: \"candidate\"");

    private static final List<String> TABLES = List.of(
            "account",
            "account_domain",
            "activity",
            "association",
            "association_correction",
            "association_review",
            "association_task",
            "attribution_touch",
            "audit",
            "contact",
            "deal",
            "evidence_change",
            "field_claim",
            "field_provenance",
            "field_review",
            "identity",
            "lead",
            "ownership_policy",
            "participant",
            "sighting",
            "sync_event",
            "thread_link");

    @Inject
    PolicyFile file;

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    private static String block(String entity, String group) {
        String marked = PolicyFile.with(entity, group, "MARK");
        int begin = marked.indexOf("    MARK\n");
        String rest = marked.substring(begin + "    MARK\n".length());
        String standard = PolicyFile.standard();
        return standard.substring(begin, standard.length() - rest.length());
    }

    private static String lines(String fields, String authority, String rule) {
        return "    fields: %s\n    system-of-record: person\n    authority: %s\n    rule: %s\n"
                .formatted(fields, authority, rule);
    }

    private static String group(String entity, String group, String authority, String rule) {
        return PolicyFile.standard().replace(block(entity, group), lines("[" + group + "]", authority, rule));
    }

    private static RequestSpecification as(String user) {
        String password = user.equals("admin") ? "admin-test" : user;
        return given().auth().preemptive().basic(user, password).contentType(ContentType.JSON);
    }

    private static ValidatableResponse get(String path) {
        return as("viewer").get("/api/v1/" + path).then();
    }

    private static ValidatableResponse simulate(String candidate, String window) {
        return as("operator")
                .contentType(YAML)
                .body(candidate.getBytes(UTF_8))
                .post("/api/v1/policies/simulate" + window)
                .then();
    }

    private String contact(String address) {
        return get("contacts?q=" + address).extract().path("items[0].id");
    }

    private String account(String name) {
        return as("operator")
                .body(Map.of("name", name + " " + mark))
                .post("/api/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void lead(String address, String name, String company, int minute) {
        producer.requestBody("direct:event-apply", Events.lead(address, name, company, DAY.plusSeconds(60L * minute)));
    }

    private SourceEvent mail(String from, int minute, String... references) {
        SourceEvent mail = Events.mail(
                mark + "-" + minute + "@mail.example",
                DAY.plusSeconds(60L * minute),
                Events.email(from),
                List.of(Events.email("rep@acme.example")),
                Direction.INBOUND,
                references);
        producer.requestBody("direct:event-apply", mail);
        return mail;
    }

    /** Waits until nothing is to be decided or associated again. */
    private void settled() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            boolean decided = get("policies/in-force").extract().path("settledAt") != null;
            return decided
                    && database.count("association_task", Map.of()) == 0
                    && database.count("evidence_change", Map.of()) == 0;
        });
    }

    private void inForce(String text) {
        file.put(text);
        Awaitility.await().until(() -> get("policies/in-force")
                .extract()
                .path("policyVersion")
                .equals(get("policies?limit=1").extract().path("items[0].policyVersion")));
        settled();
    }

    @BeforeEach
    void standard() {
        inForce(PolicyFile.standard());
    }

    /** Which version of which rows there are, in every table that an event or a person writes. */
    private List<String> rows() {
        return TABLES.stream()
                .map(table -> table + " "
                        + database.text(
                                "select count(*) || ' ' || coalesce(md5(string_agg(cast(ctid as text) || ' ' ||"
                                        + " cast(xmin as text), ',' order by ctid)), '-') from " + table,
                                Map.of()))
                .toList();
    }

    /** Fields and links, each a line. */
    private Set<String> state() {
        String lines = database.text(
                """
                select string_agg(line, chr(10)) from (
                    select concat_ws(' ', 'contact', id, 'name', coalesce(name, '-')) from contact
                    union all select concat_ws(' ', 'contact', id, 'title', coalesce(title, '-')) from contact
                    union all select concat_ws(' ', 'contact', id, 'accountId', coalesce(cast(account_id as text), '-'))
                              from contact
                    union all select concat_ws(' ', 'contact', id, 'ownerId', coalesce(cast(owner_id as text), '-'))
                              from contact
                    union all select concat_ws(' ', 'account', id, 'name', name) from account
                    union all select concat_ws(' ', 'link', activity_id, entity, entity_id) from association
                    union all select concat_ws(' ', 'review', entity_id, field, conflict) from field_review
                              where decided_at is null) t (line)""",
                Map.of());
        return new TreeSet<>(lines.lines().toList());
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(others);
        return rest;
    }

    private static String text(Object value) {
        return value == null ? "-" : value.toString();
    }

    /** The lines that a simulation takes away or brings. */
    private static Set<String> simulated(JsonPath answer, boolean after) {
        Set<String> lines = new TreeSet<>();
        for (String list : List.of("fields", "owners")) {
            for (Map<String, Object> field : answer.<Map<String, Object>>getList(list)) {
                Object value = field.get(after ? "after" : "before");
                lines.add(field.get("entity") + " " + field.get("id") + " " + field.get("field") + " " + text(value));
            }
        }
        for (Map<String, Object> link : answer.<Map<String, Object>>getList("links")) {
            if (link.get("change").equals(after ? "added" : "removed")) {
                lines.add("link " + link.get("activityId") + " " + link.get("entity") + " " + link.get("id"));
            }
        }
        return lines;
    }

    /** People whose fields another policy decides otherwise, and some for whom it changes nothing. */
    private String story() {
        String first = account("First");
        String last = account("Last");
        // Of a freemail address only the company that somebody names tells the account.
        String jane = "jane" + mark + "@gmail.com";
        lead(jane, "Jane Early", "First " + mark, 0);
        lead(jane, "Jane Late", "Last " + mark, 60);
        assertThat(get("contacts/" + contact(jane)).extract().<String>path("accountId"))
                .isEqualTo(first)
                .isNotEqualTo(last);
        SourceEvent mail = mail(jane, 10);
        // Somebody unknown follows the thread.
        mail("someone" + mark + "@gmail.com", 20, mail.externalId());
        String lee = "lee@" + mark + ".example";
        lead(lee, "Lee Early", "Lee Ltd", 30);
        lead(lee, "Lee Late", "Lee & Co", 40);
        String held = "held@" + mark + ".example";
        lead(held, "Held Early", "Lee Ltd", 50);
        lead(held, "Held Late", "Lee Ltd", 55);
        as("operator")
                .body("{\"name\": \"Held Person\"}")
                .patch("/api/v1/contacts/" + contact(held))
                .then()
                .statusCode(200);
        settled();
        return jane;
    }

    @Test
    void simulation_writesNothing_andIsWhatHappensThen() {
        // given
        String jane = story();
        List<String> rows = rows();
        Set<String> before = state();

        // when
        JsonPath answer = simulate(CANDIDATE, "").statusCode(200).extract().jsonPath();

        // then: nothing was written
        assertThat(rows()).isEqualTo(rows);
        assertThat(answer.getBoolean("complete")).isTrue();
        assertThat(answer.getString("policyVersion")).startsWith("candidate+");
        assertThat(answer.getString("inForce")).startsWith("1+");
        assertThat(answer.getList("notes")).isNotEmpty();
        assertThat(simulated(answer, true))
                .contains("contact " + contact(jane) + " name Jane Early")
                .anyMatch(line -> line.startsWith("contact " + contact(jane) + " accountId "))
                .filteredOn(line -> line.startsWith("link "))
                .as("the mail, and the one that follows it in its thread, and the leads")
                .hasSizeGreaterThanOrEqualTo(2);

        // when: it is put in force
        inForce(CANDIDATE);

        // then: what was said of it, and nothing else, is different
        Set<String> after = state();
        assertThat(without(after, before)).isEqualTo(simulated(answer, true));
        assertThat(without(before, after)).isEqualTo(simulated(answer, false));
        simulate(CANDIDATE, "")
                .body("counts.fields", equalTo(0))
                .body("counts.links", equalTo(0))
                .body("fields", empty());
        get("contacts/" + contact(jane) + "/fields")
                .body("items.rule.findAll { it != null }", everyItem(notNullValue()))
                .body("items.find { it.field == 'name' }.policyVersion", equalTo(answer.getString("policyVersion")));

        // when: and taken back
        inForce(PolicyFile.standard());

        // then
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void simulation_isOfTheWindow() {
        // given
        story();
        String out = "later@" + mark + ".example";
        lead(out, "Later Early", "Later Ltd", 6_000);
        lead(out, "Later Late", "Later Ltd", 6_010);
        String from = DAY.plus(Duration.ofMinutes(5_000)).toString();

        // when, then
        String id = contact(out);
        simulate(CANDIDATE, "?from=" + from)
                .body("from", equalTo(from))
                .body("to", nullValue())
                .body("fields.id.findAll { it == '" + id + "' }", hasSize(1))
                .body("fields.after", not(contains("Lee Early")))
                .body("links", empty());
        as("operator")
                .body(Map.of(
                        "policy",
                        CANDIDATE,
                        "from",
                        from,
                        "to",
                        DAY.plus(Duration.ofDays(300)).toString()))
                .post("/api/v1/policies/simulate")
                .then()
                .statusCode(200)
                .body("fields.id.findAll { it == '" + id + "' }", hasSize(1))
                .body("owners", empty());
        simulate(CANDIDATE, "?to=1971-01-01T00:00:00Z").body("counts.fields", equalTo(0));
        simulate(CANDIDATE, "?from=" + from + "&to=" + from).statusCode(400);
    }

    @Test
    void candidateThatIsWrong_isRefusedWithItsLines() {
        String bad = PolicyFile.standard().replace("rule: most-recent", "rule: latest");
        int line = bad.lines().toList().indexOf("    rule: latest") + 1;

        simulate(bad, "")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors", hasSize(2))
                .body(
                        "errors[0].expected",
                        containsString("line " + line + ": contact.name.rule: \"latest\"; expected one of"));
        as("operator")
                .body("{\"policy\": 7}")
                .post("/api/v1/policies/simulate")
                .then()
                .statusCode(400);
        as("operator").body("{}").post("/api/v1/policies/simulate").then().statusCode(400);
        simulate("", "").statusCode(400);
        as("viewer")
                .contentType(YAML)
                .body(bad.getBytes(UTF_8))
                .post("/api/v1/policies/simulate")
                .then()
                .statusCode(403);
    }

    @Test
    void policies_areKept_withTheTextThatStoodBehindADecision() {
        // given
        String lee = "lee@" + mark + ".example";
        lead(lee, "Lee", "Lee Ltd", 0);
        String decided = get("contacts/" + contact(lee) + "/fields").extract().path("items[0].policyVersion");

        // when
        inForce(CANDIDATE);

        // then
        get("policies/in-force")
                .body("version", equalTo("candidate"))
                .body("source", equalTo("target/policy-under-test.yaml"))
                .body("since", notNullValue())
                .body("settledAt", notNullValue())
                .body("refused", empty())
                .body("text", equalTo(CANDIDATE));
        String next = get("policies?limit=1")
                .body("items.version", contains("candidate"))
                .body("items[0].text", nullValue())
                .extract()
                .path("next");
        get("policies?limit=1&cursor=" + next).body("items.policyVersion", contains(decided));
        as("viewer")
                .pathParam("version", decided)
                .get("/api/v1/policies/{version}")
                .then()
                .statusCode(200)
                .body("text", equalTo(PolicyFile.standard()));
        get("policies/none").statusCode(404);

        // when
        file.put(PolicyFile.standard().replace("rule: most-recent", "rule: latest"));

        // then
        get("policies/in-force")
                .body("version", equalTo("candidate"))
                .body("refused", hasSize(2))
                .body("refused[0].key", equalTo("contact.name.rule"))
                .body("refused[0].problem", containsString("expected one of"));
    }
}
