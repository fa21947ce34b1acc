package io.syncline.reconciliation;

import static io.restassured.RestAssured.given;
import static io.syncline.reconciliation.ReconciliationCalls.findings;
import static io.syncline.reconciliation.ReconciliationCalls.get;
import static io.syncline.reconciliation.ReconciliationCalls.items;
import static io.syncline.reconciliation.ReconciliationCalls.operator;
import static io.syncline.reconciliation.ReconciliationCalls.over;
import static io.syncline.reconciliation.ReconciliationCalls.post;
import static io.syncline.reconciliation.ReconciliationCalls.run;
import static io.syncline.reconciliation.ReconciliationCalls.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of runs and findings, whatever the check. */
@QuarkusTest
class ReconciliationIT {
    private static final String TRIAL = "{\"check\": \"trial\"}";
    private static final String MENDING = "{\"check\": \"trial\", \"repair\": true}";

    @Inject
    TrialCheck check;

    @Inject
    Checks checks;

    @Inject
    Schedule schedule;

    @Inject
    ReconciliationGauges gauges;

    @Inject
    StatelessSession session;

    @Inject
    Database database;

    private final String subject = UUID.randomUUID().toString();
    private final Drift drift =
            new Drift(TrialCheck.KIND, "calls", subject, Instant.parse("2026-03-01T10:00:00Z"), "not right", Map.of());

    @BeforeEach
    @AfterEach
    void nothingToSee() {
        check.there.clear();
        check.mends = false;
        check.holds = false;
        check.failures.set(0);
        check.incomplete = null;
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        database.count("reconciliation_run where check_name = 'trial' and state = 'running'", Map.of())
                                == 0);
    }

    @Test
    void whatIsSeenAgain_isOneFinding_andClosesByItself_andOpensAgain() {
        check.there.add(drift);
        String first = run(TRIAL).getString("id");
        Map<String, Object> seen = finding();
        assertThat(findings(first)).containsExactly("trial open " + subject);
        assertThat(seen).containsEntry("owner", "revops@acme.example").containsEntry("summary", "not right");

        JsonPath second = run(TRIAL);
        assertThat(finding()).containsEntry("id", seen.get("id")).containsEntry("firstSeen", seen.get("firstSeen"));
        assertThat(finding().get("lastSeen")).isNotEqualTo(seen.get("lastSeen"));
        assertThat(second.getMap("findings")).isEqualTo(Map.of("trial", Map.of("open", 1)));

        check.there.clear();
        String third = run(TRIAL).getString("id");
        assertThat(findings(third)).containsExactly("trial closed " + subject);
        assertThat(findings(run(TRIAL).getString("id"))).isEmpty();

        check.there.add(drift);
        run(TRIAL);
        assertThat(finding()).containsEntry("state", "open");
    }

    @Test
    void repairedFinding_isAudited_andOpensAgainWhenItIsThereAgain() {
        check.there.add(drift);
        check.mends = true;
        run(MENDING);
        assertThat(finding()).containsEntry("state", "repaired");
        assertThat(audited()).isEqualTo("repaired");

        run(TRIAL);
        assertThat(finding()).containsEntry("state", "open");
    }

    @Test
    void acceptedFinding_isNeitherMendedNorCounted_untilThatIsTakenBack() {
        check.there.add(drift);
        check.mends = true;
        run(TRIAL);
        String id = finding().get("id").toString();

        post(id, "accept", "{}").statusCode(400);
        post(id, "accept", "{\"reason\": \"known\"}")
                .statusCode(200)
                .body("state", equalTo("accepted"))
                .body("reason", equalTo("known"))
                .body("decidedBy", equalTo("user:operator"));
        run(MENDING);
        assertThat(finding()).containsEntry("state", "accepted");
        gauges.look();
        metrics().body(containsString("syncline_reconciliation_drift{check=\"trial\",connector=\"calls\"} 0.0"));

        post(id, "reopen", "").statusCode(200).body("state", equalTo("open"));
        gauges.look();
        metrics().body(containsString("syncline_reconciliation_drift{check=\"trial\",connector=\"calls\"} 1.0"));
        run(MENDING);
        assertThat(finding()).containsEntry("state", "repaired");
        post(id, "accept", "{\"reason\": \"too late\"}").statusCode(409).body("detail", containsString("is over"));
        assertThat(audited()).isEqualTo("accepted,reopened,repaired");
    }

    @Test
    void erasedPerson_isNamedByNoFinding() {
        // given: a mail whose id names who wrote it
        String address = "erased-" + subject + "@customer.example";
        check.there.add(drift);
        check.there.add(new Drift(
                TrialCheck.KIND, "calls", "mail:v1:" + address, null, "not right", Map.of("messageId", address)));
        run(TRIAL);
        String contact = operator()
                .body("{\"name\": \"Eve\", \"emails\": [\"" + address + "\"]}")
                .post("/api/v1/contacts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        // when
        given().auth()
                .preemptive()
                .basic("admin", "admin-test")
                .delete("/api/v1/contacts/" + contact)
                .then()
                .statusCode(204);

        // then
        assertThat(items("kind=trial").toString()).doesNotContain(address).contains(subject);
    }

    @Test
    void stoppedRun_isOver_andOneOfItsKindIsRefusedMeanwhile() {
        check.holds = true;
        String id = start(TRIAL).extract().path("id");
        await().until(() -> "looking".equals(get(id).getString("step")));

        start(TRIAL).statusCode(409).body("detail", containsString(id));
        operator()
                .delete("/api/v1/reconciliations/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("stopped"));

        operator().delete("/api/v1/reconciliations/" + id).then().statusCode(409);
        check.holds = false;
        assertThat(run(TRIAL).getString("state")).isEqualTo("done");
    }

    @Test
    void runsAreOneAtATime_andALeftOneIsBegunAnew_whenItsLeaseHasRunOut() {
        // given: one that another replica works on, though it is gone
        String left = UUID.randomUUID().toString();
        database.run(
                """
                insert into reconciliation_run (id, check_name, repair, uploaded, state, fence, leased_until, started_by,
                                                created_at)
                values (cast(:id as uuid), 'trial', false, false, 'running', 1,
                        clock_timestamp() + interval '1 hour', 'schedule', clock_timestamp() - interval '1 hour')""",
                Map.of("id", left));
        String waiting = start("{\"check\": \"trial\", \"connector\": \"calls\"}")
                .statusCode(200)
                .extract()
                .path("id");
        await().during(Duration.ofSeconds(3))
                .until(() -> get(waiting).getString("state").equals("running"));

        // when
        database.run(
                "update reconciliation_run set leased_until = clock_timestamp() where id = cast(:id as uuid)",
                Map.of("id", left));

        // then
        assertThat(over(left).getString("state")).isEqualTo("done");
        assertThat(over(waiting).getString("state")).isEqualTo("done");
    }

    @Test
    void failedRun_isTriedAgain_andOneThatCouldNotSeeAll_isNoSuccess() {
        check.failures.set(1);
        check.incomplete = "mail: no connection";
        JsonPath done = run(TRIAL);

        assertThat(done.getString("state")).isEqualTo("done");
        assertThat(done.getString("problem")).isEqualTo("mail: no connection");
        check.incomplete = null;
        run(TRIAL);
        gauges.look();
        metrics().body(containsString("syncline_reconciliation_last_success_timestamp_seconds{check=\"trial\"} 1"));
    }

    @Test
    void dueCheck_isStartedOnce_whicheverReplicaIsFirst() {
        Instant test = Clock.systemUTC().instant();
        schedule.startDue();
        database.run(
                "update reconciliation_schedule set slot = cast('2020-01-01' as timestamptz) where check_name = 'trial'",
                Map.of());

        // when: two other replicas, which know of nothing
        for (int replica = 0; replica < 2; replica++) {
            var other = new Schedule(session, checks, Clock.systemUTC());
            QuarkusTransaction.requiringNew().run(other::startDue);
        }

        // then
        assertThat(database.count(
                        "reconciliation_run where started_by = 'schedule' and created_at > :test",
                        Map.of("test", test)))
                .isEqualTo(1);
    }

    @Test
    void badOrders_areRefusedByName() {
        start("{\"check\": \"luck\"}").statusCode(400).body("errors[0].expected", containsString("trial"));
        start("{\"check\": \"trial\", \"connector\": \"nowhere\"}")
                .statusCode(400)
                .body("errors[0].expected", containsString("the id of a connector"));
        start("{\"check\": \"trial\", \"from\": \"2026-03-02\", \"to\": \"2026-03-02\"}")
                .statusCode(400)
                .body("errors[0].expected", containsString("after from"));
        given().auth()
                .preemptive()
                .basic("viewer", "viewer")
                .contentType("application/json")
                .body(TRIAL)
                .post("/api/v1/reconciliations")
                .then()
                .statusCode(403);
    }

    private Map<String, Object> finding() {
        List<Map<String, Object>> found = items("kind=trial&connector=calls&check=trial").stream()
                .filter(item -> item.get("subject").equals(subject))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private String audited() {
        return database.text(
                "select string_agg(action, ',' order by id) from audit where entity = 'finding' and entity_id = :id",
                Map.of("id", finding().get("id").toString()));
    }

    private static ValidatableResponse metrics() {
        return operator().get("/q/metrics").then().statusCode(200);
    }
}
