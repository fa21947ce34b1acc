package io.syncline.source.mail;

import static io.syncline.backfill.BackfillCalls.delete;
import static io.syncline.backfill.BackfillCalls.get;
import static io.syncline.backfill.BackfillCalls.over;
import static io.syncline.backfill.BackfillCalls.post;
import static io.syncline.backfill.BackfillCalls.run;
import static io.syncline.backfill.BackfillCalls.start;
import static io.syncline.source.mail.Mailboxes.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.syncline.completeness.CompletenessQuery;
import io.syncline.completeness.Window;
import io.syncline.connector.Checkpoints;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The history of a mailbox, read again. */
@QuarkusTest
@QuarkusTestResource(MailServer.class)
class MailBackfillIT {
    private static final String CONNECTOR = "history-mailbox";
    private static final String WHOLE = "{\"connector\": \"" + CONNECTOR + "\"}";
    private static final Instant MARCH = Instant.parse("2026-03-10T12:00:00Z");

    @Inject
    Database database;

    @Inject
    Checkpoints checkpoints;

    @Inject
    CompletenessQuery completeness;

    @ConfigProperty(name = "test.mail.port")
    int port;

    private final String run = UUID.randomUUID().toString();

    @BeforeEach
    void emptyMailbox() throws MessagingException {
        try (var mailbox = new Mailboxes(port, CONNECTOR)) {
            mailbox.clear("INBOX");
            mailbox.fresh("Sent");
        }
    }

    @Test
    void dryRun_saysWhatTheRunThenDoes_andKeepsNothing() throws MessagingException {
        // given: 60 mails, 10 of them in both folders, one that nobody can read and one that is internal
        try (var mailbox = new Mailboxes(port, CONNECTOR)) {
            mailbox.put("INBOX", MARCH, mails(0, 60));
            mailbox.put("INBOX", MARCH, "X-Nonsense: " + run + "\n\nnot a mail\n");
            mailbox.put("INBOX", MARCH, mail(run + "internal").replace("bob@customer.example", "amy@acme.example"));
            mailbox.put("Sent", MARCH, mails(50, 60));
        }
        String before = rows();

        // when
        JsonPath trial = run(start(WHOLE.replace("}", ", \"dryRun\": true}")));

        // then
        assertThat(trial.getString("state")).isEqualTo("done");
        assertThat(trial.getMap("counts")).isEqualTo(Map.of("created", 60, "duplicate", 10, "excluded", 1, "dead", 1));
        assertThat(rows()).isEqualTo(before);

        // when
        JsonPath real = run(start(WHOLE));

        // then
        assertThat(real.getMap("counts")).isEqualTo(trial.getMap("counts"));
        assertThat(real.getLong("total")).isEqualTo(72);
        assertThat(real.getLong("done")).isEqualTo(72);
        assertThat(real.getDouble("ratePerSecond")).isPositive();
        assertThat(activities()).isEqualTo(60);
        assertThat(checkpoints.all(CONNECTOR)).isEmpty();
        assertThat(completeness.balance(Set.of(CONNECTOR), Window.ALL).totals().missing())
                .isZero();

        // when again
        JsonPath again = run(start(WHOLE));

        // then
        assertThat(again.getMap("counts").keySet()).doesNotContain("created", "updated");
        assertThat(activities()).isEqualTo(60);
    }

    @Test
    void days_areThoseOfTheArrival() throws MessagingException {
        // given
        try (var mailbox = new Mailboxes(port, CONNECTOR)) {
            mailbox.put("INBOX", Instant.parse("2026-03-01T12:00:00Z"), mails(0, 3));
            mailbox.put("INBOX", Instant.parse("2026-03-02T12:00:00Z"), mails(3, 7));
            mailbox.put("INBOX", Instant.parse("2026-03-03T12:00:00Z"), mails(7, 12));
        }

        // when
        JsonPath done =
                run(start("{\"connector\": \"" + CONNECTOR + "\", \"from\": \"2026-03-02\", \"to\": \"2026-03-03\"}"));

        // then
        assertThat(done.getLong("total")).isEqualTo(4);
        assertThat(activities()).isEqualTo(4);
    }

    @Test
    void heldBackfill_goesOnWhereItStood() throws MessagingException {
        // given
        try (var mailbox = new Mailboxes(port, CONNECTOR)) {
            mailbox.put("INBOX", MARCH, mails(0, 120));
        }
        String id = start(WHOLE).extract().path("id");

        // when
        post(id, "pause").statusCode(200).body("state", equalTo("paused"));
        start(WHOLE).statusCode(409).body("detail", containsString(id));
        post(id, "resume").statusCode(200);

        // then
        JsonPath done = over(id);
        assertThat(done.getString("state")).isEqualTo("done");
        assertThat(activities()).isEqualTo(120);
        assertThat(database.text(
                        "select string_agg(action, ',' order by id) from audit where entity = 'backfill' and entity_id = :id",
                        Map.of("id", id)))
                .isEqualTo("started,paused,running");
    }

    @Test
    void backfillOfAReplicaThatIsGone_isTakenUpByAnother_whereItStood() throws MessagingException {
        // given: one that was left behind after 100 of 120 mails, its lease run out
        try (var mailbox = new Mailboxes(port, CONNECTOR)) {
            mailbox.put("INBOX", MARCH, mails(0, 120));
        }
        run(start(WHOLE));
        String id = UUID.randomUUID().toString();
        String position = positionAfter(100);

        // when
        database.run(
                """
                insert into backfill (id, connector, uploaded, dry_run, state, total, done, position, fence,
                                      leased_until, started_by, created_at)
                values (cast(:id as uuid), :connector, false, false, 'running', 120, 100, :position, 1,
                        clock_timestamp() - interval '1 second', 'user:operator', clock_timestamp())""",
                Map.of("id", id, "connector", CONNECTOR, "position", position));

        // then: it reads the 20 that are left
        JsonPath done = over(id);
        assertThat(done.getMap("counts")).isEqualTo(Map.of("duplicate", 20));
        assertThat(done.getLong("done")).isEqualTo(120);
    }

    @Test
    void stoppedBackfill_isOver() throws MessagingException {
        String id = start(WHOLE).extract().path("id");
        int answered = delete(id).extract().statusCode();

        assertThat(answered).isIn(200, 409);
        assertThat(over(id).getString("state")).isEqualTo(answered == 200 ? "stopped" : "done");
        post(id, "resume").statusCode(409).body("detail", containsString("is over"));
    }

    @Test
    void mailboxThatIsAway_isWaitedFor() {
        String postbox = "{\"connector\": \"postbox\", \"from\": \"2026-01-01\"}";
        String id = start(postbox).extract().path("id");

        await().until(() -> get(id).getString("problem") != null);

        assertThat(get(id).getString("state")).isEqualTo("running");
        assertThat(get(id).getString("problem")).contains("no connection to localhost:1");
        delete(id).statusCode(200);
    }

    @Test
    void badOrders_areRefusedByName() {
        start("{\"connector\": \"nowhere\"}").statusCode(400).body("detail", containsString("field"));
        start("{\"connector\": \"calls\"}")
                .statusCode(400)
                .body("errors[0].expected", containsString("whose source is read"));
        start("{\"connector\": \"" + CONNECTOR + "\", \"from\": \"soon\"}")
                .statusCode(400)
                .body("errors[0].expected", containsString("a day such as"));
        start("{\"connector\": \"" + CONNECTOR + "\", \"from\": \"2026-03-02\", \"to\": \"2026-03-02\"}")
                .statusCode(400)
                .body("errors[0].expected", containsString("after from"));
    }

    private String[] mails(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> mail(run + i)).toArray(String[]::new);
    }

    private long activities() {
        return database.count("activity where external_id like :run", Map.of("run", run + "%"));
    }

    /** As the last run of this connector would have stood after so many mails of its inbox. */
    private String positionAfter(int mails) {
        return database.text(
                """
                select '{"INBOX":{"uidValidity":' || split_part(min(location), ';', 2) || ',"lastUid":'
                    || min(cast(split_part(location, ';', 3) as bigint)) + :mails - 1 || ',"gaps":[]}}'
                from sighting s join sync_event e on e.id = s.event_id
                where s.connector = :connector and e.event_key like :run""",
                Map.of("mails", mails, "connector", CONNECTOR, "run", "%" + run + "%"));
    }

    private String rows() {
        return database.text(
                """
                select (select count(*) from sync_event) || ' ' || (select count(*) from sighting) || ' '
                    || (select count(*) from activity) || ' ' || (select count(*) from audit where entity <> 'backfill')""",
                Map.of());
    }
}
