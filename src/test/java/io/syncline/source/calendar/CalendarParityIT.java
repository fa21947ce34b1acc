package io.syncline.source.calendar;

import static io.syncline.backfill.BackfillCalls.start;
import static io.syncline.reconciliation.ReconciliationCalls.findings;
import static io.syncline.source.calendar.CalendarServer.meeting;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.syncline.backfill.BackfillCalls;
import io.syncline.demo.GoogleCalendarStub;
import io.syncline.intake.Database;
import io.syncline.reconciliation.ReconciliationCalls;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calendars against ledger against CRM. */
@QuarkusTest
@QuarkusTestResource(CalendarServer.class)
class CalendarParityIT {
    private static final String CONNECTOR = "parity-calendars";
    private static final String PAUL = "paul@acme.example";
    private static final String ORDER = "{\"connector\": \"" + CONNECTOR + "\"";
    private static final String MARCH =
            ORDER + ", \"check\": \"parity\", \"from\": \"2026-03-01\", \"to\": \"2026-04-01\"";

    @Inject
    Database database;

    private final GoogleCalendarStub stub = CalendarServer.hostile();
    private final String run = "p" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void nothingYet() {
        for (String table : List.of("finding", "activity", "sync_event")) {
            database.run("delete from " + table + " where connector = :connector", Map.of("connector", CONNECTOR));
        }
    }

    @Test
    void movedMeetings_neverReadOnes_andPurgedOnes_areFoundByTheirNames_andMended() {
        // given: five meetings that were read, and then
        for (int i = 0; i < 5; i++) {
            put(meeting(run + i, "2026-03-1" + i + "T10:00:00Z", "jane@globex.example"), "2026-02-01T00:00:00Z");
        }
        BackfillCalls.run(start(ORDER + "}"));
        put(moved(0, "2026-03-20T15:00:00Z"), "2026-02-02T00:00:00Z");
        put(moved(1, "2026-05-20T15:00:00Z"), "2026-02-02T00:00:00Z");
        stub.remove(PAUL, run + 2);
        stub.cancel(PAUL, run + 3, DateTime.parseRfc3339("2026-02-02T00:00:00Z"));
        put(meeting(run + "new", "2026-03-25T10:00:00Z", "jane@globex.example"), "2026-02-02T00:00:00Z");

        // when
        String looked = ReconciliationCalls.run(MARCH + "}").getString("id");

        // then
        String purged = database.text(
                "select cast(id as text) from activity where external_id = :id", Map.of("id", run + "2@google.com"));
        assertThat(findings(looked))
                .containsExactlyInAnyOrder(
                        "different-revision open " + PAUL + ";" + run + "0",
                        "different-revision open " + PAUL + ";" + run + "1",
                        "different-revision open " + PAUL + ";" + run + "3",
                        "missing-in-ledger open " + PAUL + ";" + run + "new",
                        "missing-in-source open " + purged);

        // when
        String repaired = ReconciliationCalls.run(MARCH + ", \"repair\": true}").getString("id");

        // then
        assertThat(findings(repaired))
                .containsExactlyInAnyOrder(
                        "different-revision repaired " + PAUL + ";" + run + "0",
                        "different-revision repaired " + PAUL + ";" + run + "1",
                        "different-revision repaired " + PAUL + ";" + run + "3",
                        "missing-in-ledger repaired " + PAUL + ";" + run + "new",
                        "missing-in-source open " + purged);
        assertThat(starts()).isEqualTo("03-20T15 05-20T15 03-12T10 03-13T10cancelled 03-14T10 03-25T10");
        assertThat(findings(ReconciliationCalls.run(MARCH + "}").getString("id")))
                .containsExactly("missing-in-source open " + purged);
    }

    private Event moved(int meeting, String start) {
        return meeting(run + meeting, start, "jane@globex.example").setSequence(1);
    }

    private void put(Event event, String updated) {
        stub.put(PAUL, event, DateTime.parseRfc3339(updated));
    }

    private String starts() {
        return database.text(
                """
                select string_agg(to_char(occurred_at at time zone 'UTC', 'MM-DD"T"HH24')
                                  || case when status = 'cancelled' then status else '' end, ' ' order by external_id)
                from activity where external_id like :run""",
                Map.of("run", run + "%"));
    }
}
