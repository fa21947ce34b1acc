package io.syncline.backfill;

import static io.syncline.backfill.BackfillCalls.run;
import static io.syncline.backfill.BackfillCalls.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Exports of providers that call by themselves. */
@QuarkusTest
class ExportBackfillIT {
    @Inject
    Database database;

    private final String run = UUID.randomUUID().toString();

    @Test
    void callsAsJsonLines_areTriedAndThenKept_onceHoweverOften() {
        String export = call("1", "ringing", 1) + "\n" + call("1", "completed", 2) + "\n\n" + call("2", "missed", 1)
                + "\n" + "{\"callId\": \"" + run + "3\", \"status\": \"sleeping\"}\n";

        JsonPath trial = run(upload("calls", true, Export.JSON_LINES, export));
        assertThat(trial.getMap("counts")).isEqualTo(Map.of("created", 2, "updated", 1, "dead", 1));
        assertThat(calls()).isZero();

        JsonPath done = run(upload("calls", false, Export.JSON_LINES, export));
        assertThat(done.getMap("counts")).isEqualTo(Map.of("created", 2, "updated", 1, "dead", 1));
        assertThat(calls()).isEqualTo(2);

        run(upload("calls", false, Export.JSON_LINES, export));
        assertThat(calls()).isEqualTo(2);
        assertThat(database.count("backfill_item", Map.of())).isZero();
    }

    @Test
    void dryRun_countsStatesOfOneCall_howeverFarApartTheyStand() {
        // given: more calls in between than one slice has
        var export = new StringBuilder(call("0", "ringing", 1)).append('\n');
        for (int i = 1; i <= 120; i++) {
            export.append(call("" + i, "missed", 1)).append('\n');
        }
        export.append(call("0", "completed", 3))
                .append('\n')
                .append(call("0", "ringing", 1).replace(":00Z", ":01Z"));

        JsonPath trial = run(upload("calls", true, Export.JSON_LINES, export.toString()));
        JsonPath done = run(upload("calls", false, Export.JSON_LINES, export.toString()));

        assertThat(trial.getMap("counts"))
                .isEqualTo(done.getMap("counts"))
                .isEqualTo(Map.of("created", 121, "updated", 1, "duplicate", 1));
    }

    @Test
    void callsAsCsv_areReadByTheSameMapping() {
        String export = "callId,sequence,status,direction,from,to,occurredAt,durationSeconds,note\r\n"
                + run
                + "1,3,completed,inbound,+14155550123,+14155550100,2026-03-02T10:00:00Z,62,\"asked for \"\"gold\"\", twice\"\r\n"
                + run + "2,,missed,inbound,+14155550124,+14155550100,2026-03-02T11:00:00Z,,\r\n";

        JsonPath done = run(upload("calls", false, Export.CSV, export));

        assertThat(done.getMap("counts")).isEqualTo(Map.of("created", 2));
        assertThat(database.text(
                        "select cast(attributes as text) from activity where external_id like :run",
                        Map.of("run", run + "1%")))
                .contains("62", "asked for \\\"gold\\\", twice");
    }

    @Test
    void leadsAsCsv_areThoseOfTheForm() {
        String export = "id,submittedAt,email,name,company,utm_source\n" + run + ",2026-03-02T10:00:00Z,ann@" + run
                + ".example,Ann Export,Export Ltd,newsletter\n";

        JsonPath done = run(upload("website", false, Export.CSV, export));

        assertThat(done.getMap("counts")).isEqualTo(Map.of("created", 1));
        assertThat(database.count(
                        "attribution_touch where source = 'newsletter' and event_key like :run",
                        Map.of("run", "%" + run + "%")))
                .isEqualTo(1);
    }

    @Test
    void callsOfTwilio_areFormsAsItsWebhookSendsThem() {
        String export = "{\"CallSid\": \"CA" + run.replace("-", "")
                + "\", \"CallStatus\": \"completed\", \"From\": \"+14155550123\","
                + " \"To\": \"+14155550100\", \"Direction\": \"inbound\", \"Timestamp\": \"Mon, 02 Mar 2026 10:00:00 +0000\"}";

        assertThat(run(upload("twilio", false, Export.JSON_LINES, export)).getMap("counts"))
                .isEqualTo(Map.of("created", 1));
    }

    @Test
    void whatIsNoExport_isRefusedWithItsLine() {
        upload("calls", false, Export.JSON_LINES, call("1", "ringing", 1) + "\n{\"callId\": \n")
                .statusCode(400)
                .body("errors[0].expected", containsString("line 2"));
        upload("calls", false, Export.CSV, "callId,status\n\"never closed")
                .statusCode(400)
                .body("errors[0].expected", containsString("row 1"));
        upload("calls", false, Export.CSV, "").statusCode(400).body("errors[0].expected", containsString("empty"));
        upload("mailbox", false, Export.CSV, "a\nb").statusCode(400);
    }

    private String call(String id, String status, int sequence) {
        return "{\"callId\": \"" + run + id + "\", \"sequence\": " + sequence + ", \"status\": \"" + status
                + "\", \"direction\": \"inbound\", \"from\": \"+14155550123\", \"to\": \"+14155550100\","
                + " \"occurredAt\": \"2026-03-02T10:00:00Z\"}";
    }

    private long calls() {
        return database.count("activity where external_id like :run", Map.of("run", run + "%"));
    }
}
