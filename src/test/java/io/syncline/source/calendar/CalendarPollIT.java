package io.syncline.source.calendar;

import static io.syncline.source.calendar.CalendarServer.at;
import static io.syncline.source.calendar.CalendarServer.meeting;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.syncline.backfill.BackfillCalls;
import io.syncline.connector.CalendarConfig;
import io.syncline.connector.Checkpoints;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.connector.Connectors;
import io.syncline.connector.SourceLooks;
import io.syncline.demo.GoogleCalendarStub;
import io.syncline.demo.GoogleCalendarStub.Trouble;
import io.syncline.intake.Database;
import io.syncline.routing.ConnectorSchedule;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Google calendars through camel-google-calendar, against an API that behaves as documented. */
@QuarkusTest
@QuarkusTestResource(CalendarServer.class)
class CalendarPollIT {
    private static final String ALICE = "alice@acme.example";
    private static final String BOB = "bob@acme.example";
    private static final String JANE = "jane@globex.example";

    @Inject
    ConnectorSchedule schedule;

    @Inject
    Checkpoints checkpoints;

    @Inject
    ConnectorStatuses statuses;

    @Inject
    Connectors connectors;

    @Inject
    SourceLooks looks;

    @Inject
    Database database;

    private final GoogleCalendarStub stub = CalendarServer.stub();
    private final String run = "m" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void upToDate() {
        database.run("update checkpoint set position = position - 'notBefore' where connector = 'calendars'", Map.of());
        poll();
    }

    @Test
    void pagesOfANewCalendar_areAllRead_andTheTokenIsKeptWithTheLast() {
        // given: more events than a page holds, and a calendar without a checkpoint
        database.run(
                "delete from checkpoint where connector = 'calendars' and scope = :calendar",
                Map.of("calendar", ALICE));
        for (int i = 0; i < 7; i++) {
            stub.put(ALICE, meeting(run + i, "2026-03-0" + (i + 1) + "T10:00:00Z", JANE), time("2026-02-01T00:00:00Z"));
        }

        // when
        poll();

        // then
        assertThat(meetings()).isEqualTo(7);
        assertThat(token()).startsWith("sync-");
    }

    @Test
    void lookAtTheCalendars_seesWhatThePollsDoNotRead_andMovesNoToken() {
        // given
        String before = token();
        stub.put(ALICE, meeting(run, "2026-03-02T10:00:00Z", JANE), time("2026-02-01T00:00:00Z"));

        // when
        look();

        // then
        var behind = statuses.find("calendars").orElseThrow();
        assertThat(behind.sourceLag()).isEqualTo(1);
        assertThat(behind.stillSince()).isEqualTo(behind.lookedAt());
        assertThat(token()).isEqualTo(before);

        // when
        poll();
        look();

        // then
        assertThat(statuses.find("calendars").orElseThrow().sourceLag()).isZero();
        assertThat(statuses.find("calendars").orElseThrow().stillSince()).isNull();
        assertThat(meetings()).isEqualTo(1);
    }

    @Test
    void calendarThatIsLeftAlone_holdsWhatItHeld() {
        // given
        stub.put(ALICE, meeting(run, "2026-03-02T10:00:00Z", JANE), time("2026-02-01T00:00:00Z"));
        look();
        stub.fail(Trouble.COME_BACK_LATER);
        poll();
        int requests = stub.requests().size();

        // when
        look();

        // then: Bob's calendar alone is asked
        assertThat(stub.requests()).hasSize(requests + 1);
        assertThat(statuses.find("calendars").orElseThrow().sourceLag()).isEqualTo(1);
    }

    @Test
    void failureInTheMiddleOfTheListing_keepsTheCheckpoint() {
        // given
        String before = token();
        for (int i = 0; i < 7; i++) {
            stub.put(ALICE, meeting(run + i, "2026-03-0" + (i + 1) + "T10:00:00Z", JANE), time("2026-02-01T00:00:00Z"));
        }

        // when: the first page arrives and the second does not
        stub.fail(Trouble.NONE, Trouble.SERVER_ERROR);
        poll();

        // then
        assertThat(token()).isEqualTo(before);
        assertThat(meetings()).isEqualTo(3);

        // when
        poll();

        // then
        assertThat(meetings()).isEqualTo(7);
        assertThat(token()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"RATE_LIMIT", "TOO_MANY", "SERVER_ERROR", "HALF_A_PAGE"})
    void troubleOfTheApi_keepsTheCursor_andIsMadeUpFor(Trouble trouble) {
        // given
        String before = token();
        stub.put(ALICE, meeting(run, "2026-03-02T10:00:00Z", JANE), time("2026-02-01T00:00:00Z"));

        // when
        stub.fail(trouble);
        poll();

        // then
        assertThat(token()).isEqualTo(before);
        assertThat(statuses.find("calendars").orElseThrow().consecutiveFailures())
                .isEqualTo(1);
        assertThat(statuses.find("calendars").orElseThrow().lastError()).startsWith("calendars[0]: the calendar API");

        // when
        poll();

        // then
        assertThat(meetings()).isEqualTo(1);
        assertThat(statuses.find("calendars").orElseThrow().consecutiveFailures())
                .isZero();
    }

    @Test
    void failureOfOneCalendar_doesNotStopTheOthers() {
        // given
        stub.put(BOB, meeting(run, "2026-03-02T10:00:00Z", JANE), time("2026-02-01T00:00:00Z"));

        // when: Alice's calendar fails, Bob's comes next
        stub.fail(Trouble.SERVER_ERROR);
        poll();

        // then
        assertThat(meetings()).isEqualTo(1);
    }

    @Test
    void retryAfter_isHonoured_andTheStatusKeepsSayingSo() {
        // given
        stub.fail(Trouble.COME_BACK_LATER);
        poll();
        int requests = stub.requests().size();

        // when
        poll();

        // then: Bob's calendar alone is asked
        assertThat(stub.requests()).hasSize(requests + 1);
        assertThat(statuses.find("calendars").orElseThrow().consecutiveFailures())
                .isEqualTo(1);
    }

    @Test
    void voidTokenAndVoidListing_endThePollOfThatCalendar() {
        // given
        stub.put(ALICE, meeting(run, "2026-03-02T10:00:00Z", JANE), time("2026-02-01T00:00:00Z"));
        int requests = stub.requests().size();

        // when
        stub.fail(Trouble.GONE, Trouble.GONE);
        poll();

        // then: two for Alice, one for Bob
        assertThat(stub.requests()).hasSize(requests + 3);
        assertThat(statuses.find("calendars").orElseThrow().lastError()).contains("410");

        // when
        poll();

        // then
        assertThat(meetings()).isEqualTo(1);
    }

    @Test
    void voidToken_leavesWhatLiesBeforeTheWindowUnknown_untilABackfillHasReadIt() {
        database.run("delete from source_gap where connector = 'calendars'", Map.of());

        stub.fail(Trouble.GONE);
        poll();

        List<Map<String, Object>> gaps = gaps();
        assertThat(gaps).singleElement().satisfies(gap -> {
            assertThat(gap.get("scope")).isEqualTo(ALICE);
            assertThat(gap.get("reason").toString()).contains("410", "before 2026-01-01");
            assertThat(gap.get("backfill").toString())
                    .contains("connector=calendars", "from=null", "to=2026-01-01", "dryRun=false");
        });
        BackfillCalls.run(BackfillCalls.start("{\"connector\": \"calendars\", \"to\": \"2026-01-01\"}"));
        assertThat(gaps()).isEmpty();
    }

    private static List<Map<String, Object>> gaps() {
        return BackfillCalls.operator()
                .get("/api/v1/connectors/calendars")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("gaps");
    }

    @Test
    void anotherWindow_listsInFullAgain() {
        // given: a token for a window that began later, and a meeting that it does not stand for
        stub.put(ALICE, meeting(run, "2026-03-02T10:00:00Z", JANE), time("2026-02-01T00:00:00Z"));
        poll();
        database.run(
                "update checkpoint set position = position || '{\"since\": \"2026-05-01\"}' where scope = :calendar",
                Map.of("calendar", ALICE));

        // when
        poll();

        // then
        assertThat(stub.requests())
                .filteredOn(query -> query.contains("timeMin=2026-01-01"))
                .isNotEmpty();
        assertThat(checkpoints
                        .load("calendars", ALICE, CalendarCheckpoint.class)
                        .orElseThrow()
                        .since())
                .isEqualTo("2026-01-01");
    }

    @Test
    void slowAnswer_isWaitedFor() {
        stub.put(ALICE, meeting(run, "2026-03-02T10:00:00Z", JANE), time("2026-02-01T00:00:00Z"));
        stub.fail(Trouble.SLOW);

        poll();

        assertThat(meetings()).isEqualTo(1);
    }

    @Test
    void voidToken_listsInFull_andBuriesWhatIsGone() {
        // given
        stub.put(ALICE, meeting(run + "stays", "2026-03-02T10:00:00Z", JANE), time("2026-02-01T00:00:00Z"));
        stub.put(ALICE, meeting(run + "goes", "2026-03-03T10:00:00Z", JANE), time("2026-02-01T00:00:00Z"));
        poll();

        // when
        stub.remove(ALICE, run + "goes");
        stub.fail(Trouble.GONE);
        poll();

        // then
        assertThat(status(run + "stays")).isEqualTo("confirmed");
        assertThat(status(run + "goes")).isEqualTo("cancelled");
        assertThat(subject(run + "goes")).isEqualTo("Meeting " + run + "goes");
        assertThat(token()).startsWith("sync-");
    }

    @Test
    void sameMeetingInTwoCalendars_isOneActivityWithTwoSightings() {
        // given: the copies differ in id and etag
        stub.put(ALICE, meeting(run, "2026-03-02T10:00:00Z", JANE, BOB), time("2026-02-01T00:00:00Z"));
        Event copy = meeting(run + "copy", "2026-03-02T10:00:00Z", JANE, BOB)
                .setICalUID(run + "@google.com")
                .setSummary("Meeting " + run);
        stub.put(BOB, copy, time("2026-02-01T00:00:00Z"));

        // when
        poll();

        // then
        assertThat(meetings()).isEqualTo(1);
        assertThat(database.count(
                        "sighting s join sync_event e on e.id = s.event_id where e.external_id = :uid",
                        Map.of("uid", run + "@google.com")))
                .isEqualTo(2);
    }

    @Test
    void changeAndLateOlderRevision_endInTheNewest() {
        // given
        stub.put(ALICE, meeting(run, "2026-03-02T10:00:00Z", JANE), time("2026-02-01T00:00:00Z"));
        poll();
        stub.put(
                ALICE,
                meeting(run, "2026-03-02T15:00:00Z", JANE).setSequence(2).setSummary("Moved"),
                time("2026-02-02T00:00:00Z"));
        poll();

        // when: another calendar still has the revision before
        stub.put(
                BOB,
                meeting(run, "2026-03-02T12:00:00Z", JANE).setSequence(1).setSummary("Old"),
                time("2026-02-01T12:00:00Z"));
        poll();

        // then
        assertThat(subject(run)).isEqualTo("Moved");
        assertThat(outcomes()).isEqualTo("created stale updated");
    }

    @Test
    void cancelledInstanceOfASeries_isCancelledAlone() {
        // given
        for (String day : new String[] {"02", "09"}) {
            Event instance = meeting(run + "_" + day, "2026-03-" + day + "T10:00:00Z", JANE)
                    .setICalUID(run + "@google.com")
                    .setRecurringEventId(run)
                    .setOriginalStartTime(at("2026-03-" + day + "T10:00:00Z"));
            stub.put(ALICE, instance, time("2026-02-01T00:00:00Z"));
        }
        poll();

        // when: the cancellation comes as the API sends it, with the id and little else
        stub.cancel(ALICE, run + "_09", time("2026-02-02T00:00:00Z"));
        poll();

        // then
        assertThat(database.text(
                        """
                        select string_agg(status || ' ' || coalesce(subject, '-'), ', ' order by occurred_at) from activity
                        where external_id = :uid""",
                        Map.of("uid", run + "@google.com")))
                .isEqualTo("confirmed Meeting " + run + "_02, cancelled Meeting " + run + "_09");
    }

    @Test
    void attendeeWhoDeletesTheirCopy_doesNotCancelTheMeeting() {
        // given
        stub.put(ALICE, meeting(run, "2026-03-02T10:00:00Z", JANE, BOB), time("2026-02-01T00:00:00Z"));
        stub.put(BOB, meeting(run, "2026-03-02T10:00:00Z", JANE, BOB), time("2026-02-01T00:00:00Z"));
        poll();

        // when
        stub.cancel(BOB, run, time("2026-02-02T00:00:00Z"));
        poll();

        // then
        assertThat(status(run)).isEqualTo("confirmed");
    }

    @Test
    void organizersCancellation_counts_thoughAnAttendeesCopyOfItCameFirst() {
        // given
        stub.put(ALICE, meeting(run, "2026-03-02T10:00:00Z", JANE, BOB), time("2026-02-01T00:00:00Z"));
        stub.put(BOB, meeting(run, "2026-03-02T10:00:00Z", JANE, BOB), time("2026-02-01T00:00:00Z"));
        poll();

        // when: both copies are cancelled in one revision, and Alice's calendar is read later
        stub.cancel(ALICE, run, time("2026-02-02T00:00:00Z"));
        stub.cancel(BOB, run, time("2026-02-02T00:00:00Z"));
        stub.fail(Trouble.SERVER_ERROR);
        poll();
        assertThat(status(run)).isEqualTo("confirmed");
        poll();

        // then
        assertThat(status(run)).isEqualTo("cancelled");
    }

    @Test
    void privateCopyOfAPublicMeeting_isNoConflict_andHidesNothing() {
        // given
        stub.put(
                BOB,
                meeting(run, "2026-03-02T10:00:00Z", JANE, BOB).setVisibility("private"),
                time("2026-02-01T00:00:00Z"));
        poll();
        assertThat(subject(run)).isNull();

        // when
        stub.put(ALICE, meeting(run, "2026-03-02T10:00:00Z", JANE, BOB), time("2026-02-01T00:00:00Z"));
        poll();

        // then
        assertThat(subject(run)).isEqualTo("Meeting " + run);
        assertThat(database.count(
                        "sync_event where external_id = :uid and conflicts > 0", Map.of("uid", run + "@google.com")))
                .isZero();
    }

    @Test
    void privateEvent_isBusyTimeAndNothingElse() {
        // given
        stub.put(
                ALICE,
                meeting(run, "2026-03-02T10:00:00Z", JANE)
                        .setVisibility("private")
                        .setSummary("Secret " + run),
                time("2026-02-01T00:00:00Z"));

        // when
        poll();

        // then
        assertThat(meetings()).isEqualTo(1);
        assertThat(subject(run)).isNull();
        assertThat(database.count(
                        "participant p join activity a on a.id = p.activity_id where a.external_id = :uid",
                        Map.of("uid", run + "@google.com")))
                .isZero();
        assertThat(database.count(
                        "sync_event where position(cast(:secret as bytea) in payload) > 0",
                        Map.of("secret", "Secret " + run)))
                .isZero();
    }

    @Test
    void twoConnectors_haveTheirOwnCredentialsAndCheckpoints() {
        // given
        stub.put("carol@acme.example", meeting(run, "2026-03-02T10:00:00Z", JANE), time("2026-02-01T00:00:00Z"));

        // when
        schedule.fire("other-calendars");

        // then
        assertThat(meetings()).isEqualTo(1);
        assertThat(checkpoints.all("other-calendars")).containsOnlyKeys("carol@acme.example");
    }

    private void look() {
        looks.look(connectors.get("calendars", CalendarConfig.class));
    }

    private void poll() {
        schedule.fire("calendars");
    }

    private String token() {
        return checkpoints
                .load("calendars", ALICE, CalendarCheckpoint.class)
                .map(CalendarCheckpoint::syncToken)
                .orElse(null);
    }

    private long meetings() {
        return database.count("activity where external_id like :uid", Map.of("uid", run + "%"));
    }

    private String status(String id) {
        return database.text("select status from activity where external_id = :uid", Map.of("uid", id + "@google.com"));
    }

    private String subject(String id) {
        return database.text(
                "select subject from activity where external_id = :uid", Map.of("uid", id + "@google.com"));
    }

    private String outcomes() {
        return database.text(
                "select string_agg(outcome, ' ' order by outcome) from sync_event where external_id = :uid",
                Map.of("uid", run + "@google.com"));
    }

    private static DateTime time(String text) {
        return DateTime.parseRfc3339(text);
    }
}
