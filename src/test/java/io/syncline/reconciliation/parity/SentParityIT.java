package io.syncline.reconciliation.parity;

import static io.syncline.reconciliation.ReconciliationCalls.findings;
import static io.syncline.reconciliation.ReconciliationCalls.items;
import static io.syncline.reconciliation.ReconciliationCalls.over;
import static io.syncline.reconciliation.ReconciliationCalls.post;
import static io.syncline.reconciliation.ReconciliationCalls.run;
import static io.syncline.reconciliation.ReconciliationCalls.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.syncline.backfill.BackfillCalls;
import io.syncline.backfill.Export;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls and leads, whose sources call by themselves: ledger against CRM, and a list that was sent against both. */
@QuarkusTest
class SentParityIT {
    private static final String CALLS = "parity-calls";
    private static final String LEADS = "parity-leads";

    @Inject
    Database database;

    private final String run = UUID.randomUUID().toString();

    @BeforeEach
    void nothingYet() {
        for (String connector : List.of(CALLS, LEADS)) {
            for (String table : List.of("finding", "activity", "sync_event")) {
                database.run("delete from " + table + " where connector = :connector", Map.of("connector", connector));
            }
        }
    }

    @Test
    void vanishedCall_isDerivedAgainFromAllItsStates() {
        // given
        keep(call(1, "ringing", 1) + call(1, "answered", 2) + call(1, "completed", 3));
        String before = calls();
        database.run("delete from activity where external_id like :run", Map.of("run", run + "%"));

        // when
        String id = run("{\"check\": \"parity\", \"connector\": \"" + CALLS + "\", \"repair\": true}")
                .getString("id");

        // then
        assertThat(findings(id)).hasSize(1).first().asString().startsWith("missing-in-crm repaired");
        assertThat(calls()).isEqualTo(before);
        assertThat(database.text(
                        "select string_agg(outcome, ',' order by outcome) from sync_event where connector = :connector",
                        Map.of("connector", CALLS)))
                .isEqualTo("created,updated,updated");
    }

    @Test
    void vanishedLead_comesBackWithItsTouch_once() {
        // given: one whose activity is gone, and one whose lead alone is
        leads(lead("1") + lead("2"));
        database.run("delete from activity where external_id = :id", Map.of("id", run + "1"));
        database.run("delete from lead where event_key like :key", Map.of("key", "%" + run + "2"));

        // when
        String id = run("{\"check\": \"parity\", \"connector\": \"" + LEADS + "\", \"repair\": true}")
                .getString("id");

        // then
        assertThat(findings(id)).hasSize(2).allMatch(finding -> finding.startsWith("missing-in-crm repaired"));
        for (String table : List.of("lead", "attribution_touch")) {
            assertThat(database.count(table + " where event_key like :key", Map.of("key", "%" + run + "%")))
                    .isEqualTo(2);
        }
        assertThat(findings(run("{\"check\": \"parity\", \"connector\": \"" + LEADS + "\"}")
                        .getString("id")))
                .isEmpty();
    }

    @Test
    void list_tellsWhatNeverCame_whatCameOtherwise_andWhatItHasNot() {
        // given: of four calls one never came, one came without its end, and one is in no list
        keep(call(1, "completed", 3) + call(2, "ringing", 1) + call(9, "completed", 3));
        String list = call(1, "completed", 3) + call(2, "completed", 3) + call(4, "missed", 1);

        // when
        String looked = over(upload(CALLS, false, Export.JSON_LINES, list)
                        .statusCode(200)
                        .extract()
                        .path("id"))
                .getString("id");

        // then
        String unlisted =
                database.text("select cast(id as text) from activity where external_id = :id", Map.of("id", run + "9"));
        assertThat(findings(looked))
                .containsExactly(
                        "different-revision open call:v1:" + CALLS + ":" + run + "2:3",
                        "missing-in-ledger open call:v1:" + CALLS + ":" + run + "4:1",
                        "missing-in-source open " + unlisted);

        // when
        String repaired = over(upload(CALLS, true, Export.JSON_LINES, list)
                        .statusCode(200)
                        .extract()
                        .path("id"))
                .getString("id");
        String finding = items("kind=missing-in-source&connector=" + CALLS)
                .get(0)
                .get("id")
                .toString();
        post(finding, "accept", "{\"reason\": \"the provider deletes after a week\"}")
                .statusCode(200);

        // then
        assertThat(findings(repaired))
                .filteredOn(found -> found.contains(" repaired "))
                .hasSize(2);
        String clean = over(upload(CALLS, true, Export.JSON_LINES, list)
                        .statusCode(200)
                        .extract()
                        .path("id"))
                .getString("id");
        assertThat(findings(clean)).containsExactly("missing-in-source accepted " + unlisted);
        assertThat(database.count("reconciliation_item", Map.of())).isZero();
    }

    @Test
    void itemOfAList_thatIsADeadLetter_isMissingNowhere() {
        // given: one that is parked is of no activity yet
        keep(call(1, "completed", 3));
        database.run("delete from activity where external_id = :id", Map.of("id", run + "1"));
        database.run(
                """
                update sync_event set status = 'dead', outcome = 'dead', activity_id = null, error = 'refused'
                where external_id = :id""",
                Map.of("id", run + "1"));

        // when
        JsonPath looked = over(upload(CALLS, false, Export.JSON_LINES, call(1, "completed", 3))
                .statusCode(200)
                .extract()
                .path("id"));

        // then
        assertThat(looked.getString("state")).as(looked.prettyPrint()).isEqualTo("done");
        assertThat(findings(looked.getString("id"))).isEmpty();
    }

    @Test
    void listForOneWhoseSourceIsRead_isRefused() {
        upload("postbox", false, Export.JSON_LINES, "{}")
                .statusCode(400)
                .body("errors[0].expected", containsString("calls by itself"));
    }

    private void keep(String calls) {
        BackfillCalls.run(BackfillCalls.upload(CALLS, false, Export.JSON_LINES, calls));
    }

    private void leads(String leads) {
        BackfillCalls.run(BackfillCalls.upload(LEADS, false, Export.JSON_LINES, leads));
    }

    private String call(int id, String status, int sequence) {
        return "{\"callId\": \"" + run + id + "\", \"sequence\": " + sequence + ", \"status\": \"" + status
                + "\", \"direction\": \"inbound\", \"from\": \"+14155550123\", \"to\": \"+14155550100\","
                + " \"occurredAt\": \"2026-03-0" + (id == 9 ? 2 : Math.min(id, 3)) + "T10:00:0" + sequence + "Z\"}\n";
    }

    private String lead(String id) {
        return "{\"id\": \"" + run + id + "\", \"submittedAt\": \"2026-03-02T10:00:00Z\", \"email\": \"ann" + id + "@"
                + run + ".example\", \"name\": \"Ann\", \"utm\": {\"source\": \"newsletter\"}}\n";
    }

    private String calls() {
        return database.text(
                """
                select string_agg(id || status || occurred_at || coalesce(cast(ended_at as text), '') || attributes || ranks, ' ')
                from activity where external_id like :run""",
                Map.of("run", run + "%"));
    }
}
