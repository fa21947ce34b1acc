package io.syncline.source.calendar;

import static io.syncline.backfill.BackfillCalls.run;
import static io.syncline.backfill.BackfillCalls.start;
import static io.syncline.source.calendar.CalendarServer.meeting;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.util.DateTime;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.syncline.connector.Checkpoints;
import io.syncline.demo.GoogleCalendarStub;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The history of calendars, listed again. */
@QuarkusTest
@QuarkusTestResource(CalendarServer.class)
class CalendarBackfillIT {
    private static final String HENRY = "henry@acme.example";
    private static final String HANNA = "hanna@acme.example";

    @Inject
    Database database;

    @Inject
    Checkpoints checkpoints;

    private final GoogleCalendarStub stub = CalendarServer.hostile();
    private final String run = "h" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void daysOfTwoCalendars_areListedPageByPage_andNoTokenMoves() {
        // given: more than a page of 50 in the days, and meetings around them
        for (int i = 0; i < 70; i++) {
            put(HENRY, "a" + i, "2026-03-02T10:00:00Z");
        }
        put(HENRY, "before", "2026-03-01T10:00:00Z");
        put(HENRY, "after", "2026-03-04T00:00:00Z");
        put(HANNA, "b", "2026-03-03T23:00:00Z");
        String days = "{\"connector\": \"history-calendars\", \"from\": \"2026-03-02\", \"to\": \"2026-03-04\"";

        // when
        JsonPath trial = run(start(days + ", \"dryRun\": true}"));

        // then
        assertThat(trial.getMap("counts")).isEqualTo(Map.of("created", 71));
        assertThat(meetings()).isZero();

        // when
        JsonPath done = run(start(days + "}"));

        // then
        assertThat(done.getMap("counts")).isEqualTo(Map.of("created", 71));
        assertThat(done.getLong("total")).isEqualTo(71);
        assertThat(meetings()).isEqualTo(71);
        assertThat(checkpoints.all("history-calendars")).isEmpty();
    }

    private void put(String calendar, String id, String start) {
        stub.put(
                calendar,
                meeting(run + id, start, "jane@globex.example"),
                DateTime.parseRfc3339("2026-02-01T00:00:00Z"));
    }

    private long meetings() {
        return database.count("activity where external_id like :run", Map.of("run", run + "%"));
    }
}
