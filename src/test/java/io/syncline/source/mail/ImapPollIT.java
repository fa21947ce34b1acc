package io.syncline.source.mail;

import static io.syncline.source.mail.Mailboxes.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.syncline.connector.Checkpoints;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.connector.Connectors;
import io.syncline.connector.ImapConfig;
import io.syncline.connector.SourceLooks;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mailboxes on a real IMAP server, read through the whole path into the database. */
@QuarkusTest
@QuarkusTestResource(MailServer.class)
class ImapPollIT {
    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    @Inject
    Checkpoints checkpoints;

    @Inject
    ConnectorStatuses statuses;

    @Inject
    Connectors connectors;

    @Inject
    SourceLooks looks;

    @ConfigProperty(name = "test.mail.port")
    int port;

    private final String run = UUID.randomUUID().toString();
    private Mailboxes mailbox;

    @BeforeEach
    void emptyMailbox() throws MessagingException {
        mailbox = new Mailboxes(port, "mailbox");
        mailbox.clear("INBOX");
        mailbox.fresh("Sent");
    }

    @AfterEach
    void hangUp() throws MessagingException {
        mailbox.close();
    }

    @Test
    void sameMailInInboxAndSent_isOneActivityWithTwoSightingsAndNoFlagChanges() throws MessagingException {
        // given
        mailbox.put("INBOX", mail(run + "a"), mail(run + "b"), mail(run + "c"));
        mailbox.put("Sent", mail(run + "b"));
        mailbox.read("INBOX", 2);

        // when
        poll("mailbox");
        poll("mailbox");

        // then
        assertThat(activities()).isEqualTo(3);
        assertThat(sightings("b")).isEqualTo(2);
        assertThat(sightings("a")).isEqualTo(1);
        assertThat(mailbox.flags("INBOX")).isEqualTo("-S-");
        assertThat(mailbox.flags("Sent")).isEqualTo("-");
        assertThat(conflicts()).isZero();
        var status = statuses.find("mailbox").orElseThrow();
        assertThat(status.sourceLag()).isZero();
        assertThat(status.lastError()).isNull();
    }

    @Test
    void poisonMail_isADeadLetterAndTheMailboxGoesOn() throws MessagingException {
        // given
        mailbox.put("INBOX", mail(run + "a"), "X-Nonsense: " + run + "\n\nnot a mail\n", mail(run + "b"));

        // when
        poll("mailbox");

        // then
        assertThat(activities()).isEqualTo(2);
        assertThat(database.count(
                        "sync_event where status = 'dead' and connector = 'mailbox' and error like '%not a mail%'"
                                + " and position(cast(:run as bytea) in payload) > 0",
                        Map.of("run", run)))
                .isEqualTo(1);
    }

    @Test
    void mailThatArrivesLater_isReadByTheNextPoll() throws MessagingException {
        mailbox.put("INBOX", mail(run + "a"));
        poll("mailbox");
        mailbox.put("INBOX", mail(run + "b"));
        poll("mailbox");

        assertThat(activities()).isEqualTo(2);
        assertThat(sightings("a")).isEqualTo(1);
    }

    @Test
    void lookAtTheMailbox_seesWhatThePollsDoNotRead_andChangesNothing() throws MessagingException {
        // given: a mailbox that was read to its end
        mailbox.put("INBOX", mail(run + "a"));
        poll("mailbox");

        // when: mail comes, and no poll reads it
        mailbox.put("INBOX", mail(run + "b"), mail(run + "c"));
        look();
        var first = statuses.find("mailbox").orElseThrow();
        statuses.succeeded("mailbox");
        look();
        var second = statuses.find("mailbox").orElseThrow();

        // then
        assertThat(first.sourceLag()).isEqualTo(2);
        assertThat(first.unread()).contains("\"INBOX\": 2").contains("\"Sent\": 0");
        assertThat(first.stillSince()).isEqualTo(first.lookedAt());
        assertThat(second.stillSince()).isEqualTo(first.stillSince());
        assertThat(second.laggingSince()).isEqualTo(first.laggingSince());
        assertThat(mailbox.flags("INBOX")).isEqualTo("---");

        // when: one more comes after a poll
        poll("mailbox");
        mailbox.put("INBOX", mail(run + "d"));
        look();

        // then: the checkpoint has moved since
        var third = statuses.find("mailbox").orElseThrow();
        assertThat(third.sourceLag()).isEqualTo(1);
        assertThat(third.stillSince()).isAfter(first.stillSince());

        // when
        poll("mailbox");
        look();

        // then
        var last = statuses.find("mailbox").orElseThrow();
        assertThat(last.sourceLag()).isZero();
        assertThat(last.stillSince()).isNull();
        assertThat(last.laggingSince()).isNull();
    }

    @Test
    void mailFromBeforeSince_isNotRead() throws MessagingException {
        mailbox.put("INBOX", Instant.parse("2025-12-30T12:00:00Z"), mail(run + "old"));
        mailbox.put("INBOX", Instant.parse("2026-01-02T12:00:00Z"), mail(run + "new"));

        poll("mailbox");

        assertThat(sightings("old")).isZero();
        assertThat(sightings("new")).isEqualTo(1);
    }

    @Test
    void folderWithAnotherUidValidity_isReadAgainAndMakesNothingTwice() throws MessagingException {
        // given
        mailbox.put("Sent", mail(run + "a"), mail(run + "b"));
        poll("mailbox");

        // when
        mailbox.fresh("Sent");
        mailbox.put("Sent", mail(run + "b"), mail(run + "c"));
        poll("mailbox");

        // then
        assertThat(activities()).isEqualTo(3);
        assertThat(sightings("b")).isEqualTo(2);
    }

    @Test
    void veryLargeMail_isKeptCut() throws MessagingException {
        mailbox.put("INBOX", mail(run + "large") + "0123456789\n".repeat(200_000));

        poll("mailbox");

        assertThat(database.count(
                        "activity where external_id = :id and attributes ->> 'truncated' = 'true'",
                        Map.of("id", run + "large")))
                .isEqualTo(1);
        assertThat(database.count(
                        "sync_event where external_id = :id and length(payload) = 1024 * 1024",
                        Map.of("id", run + "large")))
                .isEqualTo(1);
    }

    @Test
    void missingFolder_isAnErrorOfTheConnectorAndTheOthersAreRead() throws MessagingException {
        try (var other = new Mailboxes(port, "mailbox-tls")) {
            other.put("INBOX", mail(run + "a"));
        }

        assertThatThrownBy(() -> poll("mailbox-tls")).hasRootCauseMessage("folder Sent: not found in the mailbox");

        assertThat(activities()).isEqualTo(1);
    }

    @Test
    void implicitTlsWithACertificateThatNobodyKnows_isRefused() {
        assertThatThrownBy(() -> poll("mailbox-verified"))
                .rootCause()
                .hasMessageContaining("unable to find valid certification path");
    }

    @Test
    void startTls_isUsedBeforeThePasswordIsSent() throws Exception {
        // given
        try (var client = new Mailboxes(port, "mailbox-starttls")) {
            client.fresh("Sent");
            client.put("INBOX", mail(run + "a"));
        }

        // when
        String clear;
        try (var proxy = new ImapProxy(portOf("mailbox-starttls"), port, true)) {
            poll("mailbox-starttls");
            clear = proxy.saidInTheClear();
        }

        // then
        assertThat(activities()).isEqualTo(1);
        assertThat(clear).contains("STARTTLS").doesNotContain("LOGIN", MailServer.PASSWORD);
    }

    @Test
    void serverWithoutStartTls_getsNoPassword() throws Exception {
        String clear;
        try (var proxy = new ImapProxy(portOf("mailbox-starttls"), port, false)) {
            assertThatThrownBy(() -> poll("mailbox-starttls"))
                    .cause()
                    .hasMessageContaining("with tls starttls")
                    .hasMessageContaining("STARTTLS");
            clear = proxy.saidInTheClear();
        }

        assertThat(clear).doesNotContain("LOGIN", "AUTHENTICATE", MailServer.PASSWORD);
    }

    @Test
    void connectionCutWhileReading_keepsWhatWasKeptAndTheNextPollGoesOn() throws Exception {
        // given
        try (var client = new Mailboxes(port, "mailbox-proxied")) {
            client.fresh("Sent");
            client.put(
                    "INBOX",
                    IntStream.range(0, 130).mapToObj(i -> mail(run + i)).toArray(String[]::new));
        }

        try (var proxy = new ImapProxy(portOf("mailbox-proxied"), port, false)) {
            // when the connection is cut within the second batch
            proxy.cutAfter(30_000);
            assertThatThrownBy(() -> poll("mailbox-proxied")).cause().hasMessageContaining("the connection was lost");

            // then
            assertThat(activities()).isEqualTo(50);

            // when it is there again
            proxy.cutAfter(Long.MAX_VALUE);
            poll("mailbox-proxied");
        }

        // then
        assertThat(activities()).isEqualTo(130);
        assertThat(database.count("sighting where external_id like :run and deliveries > 1", Map.of("run", run + "%")))
                .isZero();
    }

    @Test
    void mailsDeletedWhileReading_areNoErrorAndNoGap() throws Exception {
        // given
        try (var client = new Mailboxes(port, "mailbox-proxied");
                var proxy = new ImapProxy(portOf("mailbox-proxied"), port, false)) {
            client.fresh("Sent");
            client.clear("INBOX");
            client.put(
                    "INBOX", IntStream.range(0, 60).mapToObj(i -> mail(run + i)).toArray(String[]::new));

            // when some of what was found is gone before it is fetched
            proxy.before("BODY.PEEK", () -> remove(client, 11, 20));
            poll("mailbox-proxied");
        }

        // then
        assertThat(activities()).isEqualTo(50);
        assertThat(statuses.find("mailbox-proxied").orElseThrow().lastError()).isNull();
        var checkpoint = checkpoints
                .load("mailbox-proxied", "INBOX", FolderCheckpoint.class)
                .orElseThrow();
        assertThat(checkpoint.gaps()).isEmpty();
    }

    @Test
    void intakeThatKeepsNothing_endsThePollAndMovesNoCheckpoint() throws Exception {
        // given a database that takes no sighting
        mailbox.put("INBOX", IntStream.range(0, 60).mapToObj(i -> mail(run + i)).toArray(String[]::new));
        database.run(
                "alter table sighting add constraint test_refuse check (external_id not like '" + run + "%')",
                Map.of());

        // when
        try {
            assertThatThrownBy(() -> poll("mailbox")).isInstanceOf(CamelExecutionException.class);
        } finally {
            database.run("alter table sighting drop constraint test_refuse", Map.of());
        }
        poll("mailbox");

        // then
        assertThat(activities()).isEqualTo(60);
    }

    private void look() {
        looks.look(connectors.get("mailbox", ImapConfig.class));
    }

    private static void remove(Mailboxes mailbox, int from, int to) {
        try {
            mailbox.remove("INBOX", from, to);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void poll(String connector) {
        producer.sendBody("direct:poll-" + connector, null);
    }

    private int portOf(String connector) {
        return connectors.get(connector, ImapConfig.class).port();
    }

    private long activities() {
        return database.count("activity where external_id like :run", Map.of("run", run + "%"));
    }

    private long sightings(String mail) {
        return database.count("sighting where external_id = :id", Map.of("id", run + mail));
    }

    private long conflicts() {
        return database.count("sync_event where external_id like :run and conflicts > 0", Map.of("run", run + "%"));
    }
}
