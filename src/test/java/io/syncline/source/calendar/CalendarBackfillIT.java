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
import io.syncline.connector.Connectors;
import io.syncline.connector.SourceHistory;
import io.syncline.connector.SourceHistory.Reading;
import io.syncline.demo.GoogleCalendarStub;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import java.time.LocalDate;
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

    @Inject
    CalendarHistory history;

    @Inject
    Connectors connectors;

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

    @Test
    void daysWithoutMeetings_areReadToTheEnd() {
        JsonPath done = run(start("{\"connector\": \"history-calendars\", \"to\": \"1999-01-01\"}"));

        assertThat(done.getString("state")).isEqualTo("done");
        assertThat(done.getMap("counts")).isEmpty();
    }

    @Test
    void passThatIsTakenUpAgain_goesOnWithTheNextPage_andCountsNothingAgain() {
        for (int i = 0; i < 70; i++) {
            put(HENRY, "c" + i, "2026-04-02T10:00:00Z");
        }
        put(HANNA, "d", "2026-04-02T10:00:00Z");
        SourceHistory.Slice first = pass("2026-04-02", null).next();
        int requests = stub.requests().size();

        // when
        Reading again = pass("2026-04-02", first.position());

        // then
        assertThat(again.total()).isEqualTo(71);
        assertThat(again.done()).isEqualTo(50);
        assertThat(again.next().deliveries()).hasSize(20);
        assertThat(again.next().items()).isEqualTo(71);
        assertThat(again.next()).isNull();
        assertThat(stub.requests()).hasSize(requests + 2);
    }

    @Test
    void passWhosePageTokenIsVoidByNow_beginsThatCalendarAgain() {
        for (int i = 0; i < 70; i++) {
            put(HENRY, "e" + i, "2026-04-05T10:00:00Z");
        }
        String position = pass("2026-04-05", null).next().position();
        stub.fail(GoogleCalendarStub.Trouble.GONE);

        Reading again = pass("2026-04-05", position);

        assertThat(again.next().items()).isEqualTo(50);
        assertThat(again.next().items()).isEqualTo(70);
    }

    private Reading pass(String first, String position) {
        LocalDate day = LocalDate.parse(first);
        return history.read(
                connectors.find("history-calendars").orElseThrow(),
                new SourceHistory.Days(day, day.plusDays(2)),
                position,
                () -> false);
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
