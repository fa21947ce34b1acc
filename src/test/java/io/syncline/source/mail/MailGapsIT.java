package io.syncline.source.mail;

import static io.syncline.source.mail.Mailboxes.mail;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.syncline.backfill.BackfillCalls;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After an outage: what a mailbox holds no longer, or a checkpoint passes over, is said, with the backfill that reads it. */
@QuarkusTest
@QuarkusTestResource(MailServer.class)
class MailGapsIT {
    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    ObjectMapper json;

    @ConfigProperty(name = "test.mail.port")
    int port;

    private final String run = UUID.randomUUID().toString();
    private Mailboxes mailbox;

    @BeforeEach
    void emptyMailbox() throws MessagingException {
        mailbox = new Mailboxes(port, "mailbox");
        mailbox.clear("INBOX");
        mailbox.fresh("Sent");
        mailbox.put("Sent", mail(run + "a"), mail(run + "b"), mail(run + "c"));
        poll();
        database.run("delete from source_gap where connector = 'mailbox'", Map.of());
    }

    @AfterEach
    void hangUp() throws MessagingException {
        mailbox.close();
    }

    @Test
    void folderThatIsReadOnAfterAnOutage_hasNoGap() throws MessagingException {
        mailbox.put("Sent", mail(run + "d"));
        poll();

        assertThat(gaps()).isEmpty();
        assertThat(activities()).isEqualTo(4);
    }

    @Test
    void folderThatWasPutBackFromAnOlderCopy_isAGap_untilABackfillHasReadIt() throws Exception {
        // given: the copy had the first mail alone
        mailbox.fresh("Sent");
        mailbox.put("Sent", mail(run + "a"));
        poll();
        poll();

        // then
        String today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        assertThat(gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.get("scope")).isEqualTo("Sent");
            assertThat(gap.get("reason").toString()).contains("holds 1 mails of the 3", "since " + today);
        });

        // when: what was lost is put back, and the backfill that the gap names is run
        mailbox.put("Sent", clock.instant(), mail(run + "lost"));
        runTheBackfill();

        // then
        assertThat(gaps()).isEmpty();
        assertThat(activities()).isEqualTo(4);
    }

    @Test
    void firstDayLaterThanTheLastRead_passesOverMails_untilABackfillHasReadThem() throws Exception {
        // given: nobody read since before the first day of the configuration
        database.run(
                "update connector_status set last_success_at = timestamptz '2025-12-20 10:00:00Z' where connector = 'mailbox'",
                Map.of());
        mailbox.put("Sent", Instant.parse("2025-12-24T10:00:00Z"), mail(run + "christmas"));
        poll();
        assertThat(activities()).isEqualTo(3);

        // then
        assertThat(gaps())
                .filteredOn(gap -> gap.get("scope").equals("Sent"))
                .singleElement()
                .satisfies(gap -> assertThat(gap.get("backfill").toString())
                        .contains("connector=mailbox", "from=2025-12-20", "to=2026-01-01", "dryRun=false"));

        // when
        runTheBackfill();

        // then
        assertThat(gaps()).isEmpty();
        assertThat(activities()).isEqualTo(4);
    }

    private void runTheBackfill() throws JsonProcessingException {
        String request = json.writeValueAsString(gaps().get(0).get("backfill"));
        assertThat(BackfillCalls.run(BackfillCalls.start(request)).getString("state"))
                .isEqualTo("done");
    }

    private static void poll() {
        BackfillCalls.operator().post("/api/v1/connectors/mailbox/poll").then().statusCode(200);
    }

    private static List<Map<String, Object>> gaps() {
        return BackfillCalls.operator()
                .get("/api/v1/connectors/mailbox")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("gaps");
    }

    private long activities() {
        return database.count("activity where external_id like :run", Map.of("run", run + "%"));
    }
}
