package io.syncline.source.mail;

import static io.syncline.backfill.BackfillCalls.start;
import static io.syncline.reconciliation.ReconciliationCalls.findings;
import static io.syncline.reconciliation.ReconciliationCalls.items;
import static io.syncline.reconciliation.ReconciliationCalls.post;
import static io.syncline.source.mail.Mailboxes.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.syncline.backfill.BackfillCalls;
import io.syncline.intake.Database;
import io.syncline.reconciliation.ReconciliationCalls;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mailbox against ledger against CRM. */
@QuarkusTest
@QuarkusTestResource(MailServer.class)
class MailParityIT {
    private static final String CONNECTOR = "parity-mailbox";
    private static final String LOOK = "{\"check\": \"parity\", \"connector\": \"" + CONNECTOR + "\"}";
    private static final String REPAIR = LOOK.replace("}", ", \"repair\": true}");
    private static final Instant MARCH = Instant.parse("2026-03-10T12:00:00Z");

    @Inject
    Database database;

    @ConfigProperty(name = "test.mail.port")
    int port;

    private final String run = UUID.randomUUID().toString();

    @BeforeEach
    void nothingYet() throws MessagingException {
        for (String table : List.of("finding", "activity", "sync_event")) {
            database.run("delete from " + table + " where connector = :connector", Map.of("connector", CONNECTOR));
        }
        try (var mailbox = new Mailboxes(port, CONNECTOR)) {
            mailbox.clear("INBOX");
            mailbox.fresh("Sent");
        }
    }

    @Test
    void eachKindOfDrift_isFoundByItsName_andMendedWhereThatIsPromised() throws MessagingException {
        // given: six mails that were read, and then
        read(6);
        String before = crm();
        String lost = activity(0);
        database.run("delete from activity where external_id = :id", Map.of("id", run + 0));
        try (var mailbox = new Mailboxes(port, CONNECTOR)) {
            mailbox.put("INBOX", MARCH, mail(run + "never-read"));
            mailbox.remove("INBOX", 3, 3);
        }
        String deleted = activity(2);
        database.run(
                """
                insert into activity
                select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid()))).*
                from activity a where external_id = :id""",
                Map.of("id", run + 4));

        // when
        JsonPath looked = ReconciliationCalls.run(LOOK);
        // Six are in the mailbox, and one is in the CRM alone.
        assertThat(looked.getLong("lookedAt")).isEqualTo(7);

        // then
        assertThat(looked.getString("problem")).isNull();
        String unread = items("kind=missing-in-ledger&connector=" + CONNECTOR)
                .get(0)
                .get("subject")
                .toString();
        assertThat(unread).startsWith("INBOX;");
        assertThat(findings(looked.getString("id")))
                .containsExactly(
                        "duplicate open " + run + 4,
                        "missing-in-crm open " + lost,
                        "missing-in-ledger open " + unread,
                        "missing-in-source open " + deleted);
        assertThat(items("kind=missing-in-ledger&connector=" + CONNECTOR).get(0))
                .containsEntry("owner", "revops@acme.example")
                .hasEntrySatisfying(
                        "summary", summary -> assertThat(summary.toString()).contains(run + "never-read"));

        // when
        String repaired = ReconciliationCalls.run(REPAIR).getString("id");

        // then
        assertThat(findings(repaired))
                .containsExactly(
                        "duplicate open " + run + 4,
                        "missing-in-crm repaired " + lost,
                        "missing-in-ledger repaired " + unread,
                        "missing-in-source open " + deleted);
        assertThat(activity(0)).isEqualTo(lost);
        assertThat(database.count("activity where external_id = :id", Map.of("id", run + "never-read")))
                .isEqualTo(1);

        // when: a person decides about what nothing mends by itself
        database.run(
                """
                delete from activity a where external_id = :id
                  and not exists (select from sync_event e where e.activity_id = a.id)""",
                Map.of("id", run + 4));
        String finding = items("kind=missing-in-source&connector=" + CONNECTOR)
                .get(0)
                .get("id")
                .toString();
        post(finding, "accept", "{\"reason\": \"the person cleans up\"}").statusCode(200);
        String clean = ReconciliationCalls.run(REPAIR).getString("id");

        // then
        assertThat(findings(clean))
                .containsExactly("duplicate closed " + run + 4, "missing-in-source accepted " + deleted);
        assertThat(items("state=open&connector=" + CONNECTOR)).isEmpty();
        database.awaitAssociations();
        assertThat(crm().lines().filter(line -> !line.contains("never-read")))
                .containsExactlyElementsOf(before.lines().toList());
    }

    @Test
    void mailOfOtherDays_isNotLookedAt_andMovedOnesAreNotMissed() throws MessagingException {
        // given: read, and written on another day than it arrived
        read(1);
        try (var mailbox = new Mailboxes(port, CONNECTOR)) {
            mailbox.put("INBOX", Instant.parse("2026-04-10T12:00:00Z"), mail(run + "april"));
        }

        // when
        String march = ReconciliationCalls.run(LOOK.replace("}", ", \"from\": \"2026-03-01\", \"to\": \"2026-04-01\"}"))
                .getString("id");

        // then
        assertThat(findings(march)).isEmpty();
    }

    @Test
    void vanishedMail_whoseRawItemIsNotKept_staysAFinding_thatSaysSo() throws MessagingException {
        // given
        read(1);
        String lost = activity(0);
        database.run("delete from activity where external_id = :id", Map.of("id", run + 0));
        database.run(
                """
                update sync_event set payload = null, payload_removed = now(), payload_removal = 'retention'
                where external_id = :id""",
                Map.of("id", run + 0));

        // when
        String id = ReconciliationCalls.run(REPAIR).getString("id");

        // then
        assertThat(findings(id)).containsExactly("missing-in-crm open " + lost);
        assertThat(items("run=" + id).get(0).get("summary").toString()).contains("not kept any more");
    }

    @Test
    void mailboxThatIsAway_isSaid_andClosesNothing() {
        JsonPath done = ReconciliationCalls.run("{\"check\": \"parity\", \"connector\": \"postbox\"}");

        assertThat(done.getString("state")).isEqualTo("done");
        assertThat(done.getString("problem")).contains("postbox: no connection to localhost:1");
    }

    private void read(int mails) throws MessagingException {
        try (var mailbox = new Mailboxes(port, CONNECTOR)) {
            mailbox.put(
                    "INBOX",
                    MARCH,
                    IntStream.range(0, mails).mapToObj(i -> mail(run + i)).toArray(String[]::new));
        }
        BackfillCalls.run(start("{\"connector\": \"" + CONNECTOR + "\"}"));
        assertThat(database.count("activity where external_id like :run", Map.of("run", run + "%")))
                .isEqualTo(mails);
        database.awaitAssociations();
    }

    private String activity(int mail) {
        return database.text(
                "select cast(min(cast(id as text)) as text) from activity where external_id = :id",
                Map.of("id", run + mail));
    }

    /** What stands on timelines, and whose it is. */
    private String crm() {
        return database.text(
                """
                select string_agg(a.external_id || ' ' || a.id || ' ' || a.subject || ' ' || a.body || ' '
                        || (select count(*) from participant p where p.activity_id = a.id) || ' '
                        || coalesce((select string_agg(l.entity || l.entity_id || l.rule, ',' order by l.entity)
                            from association l where l.activity_id = a.id), 'none'), chr(10) order by a.external_id)
                from activity a where a.connector = :connector""",
                Map.of("connector", CONNECTOR));
    }
}
