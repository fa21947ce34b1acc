package io.syncline.source.mail;

import static io.syncline.source.mail.Mailboxes.mail;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.syncline.completeness.CompletenessQuery;
import io.syncline.completeness.Window;
import io.syncline.connector.Checkpoints;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.hostile.Hostile;
import io.syncline.hostile.Mutations;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Mails that nobody can read, among good ones: each is accounted for, and the mailbox goes on. */
@QuarkusTest
@QuarkusTestResource(MailServer.class)
class HostileMailIT {
    private static final String CONNECTOR = "hostile-mailbox";
    private static final int GOOD = 400;

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    @Inject
    Checkpoints checkpoints;

    @Inject
    ConnectorStatuses statuses;

    @Inject
    CompletenessQuery completeness;

    @ConfigProperty(name = "test.mail.port")
    int port;

    private final String run = UUID.randomUUID().toString();

    @Test
    void hostileMails_areEachAccountedForAndHoldUpNothing() throws MessagingException {
        // given good mails with a hostile one after every few
        List<byte[]> hostile = hostile();
        try (var mailbox = new Mailboxes(port, CONNECTOR)) {
            mailbox.fresh("Sent");
        }
        for (int i = 0; i < GOOD; i++) {
            MailServer.deliver(CONNECTOR, mail(run + i).getBytes(UTF_8));
            if (i % 5 == 0 && i / 5 < hostile.size()) {
                MailServer.deliver(CONNECTOR, hostile.get(i / 5));
            }
        }

        // when
        poll();

        // then
        int all = GOOD + hostile.size();
        assertThat(statuses.find(CONNECTOR).orElseThrow().lastError()).isNull();
        assertThat(checkpoint().lastUid()).isEqualTo(all);
        assertThat(checkpoint().gaps()).isEmpty();
        assertThat(database.count("activity where external_id ~ :good", Map.of("good", "^" + run + "[0-9]+$")))
                .isEqualTo(GOOD);
        assertThat(sightings()).isEqualTo(all);
        assertThat(events("status = 'dead'")).isPositive();
        assertThat(events("status not in ('applied', 'dead')")).isZero();
        assertThat(events("error like '%" + Hostile.MARKER + "%'")).isZero();
        var balance = completeness.balance(Set.of(CONNECTOR), Window.ALL).totals();
        assertThat(balance.seen()).isEqualTo(all);
        assertThat(balance.missing()).isZero();

        // when all of it comes again, as in a folder that was made anew
        long events = events("true");
        long activities = database.count("activity where connector = :c", Map.of("c", CONNECTOR));
        database.run("delete from checkpoint where connector = :c", Map.of("c", CONNECTOR));
        poll();

        // then
        assertThat(events("true")).isEqualTo(events);
        assertThat(database.count("activity where connector = :c", Map.of("c", CONNECTOR)))
                .isEqualTo(activities);
        assertThat(checkpoint().lastUid()).isEqualTo(all);
    }

    /** Some of each kind; not those that the test server itself cannot store, such as deep nesting. The largest are cut. */
    private List<byte[]> hostile() {
        var mails = new ArrayList<byte[]>();
        for (int seed = 0; seed < 20; seed++) {
            for (byte[] good : HostileMails.good(run + "-hostile-" + seed)) {
                mails.add(Mutations.mutated(good, seed));
            }
        }
        List.of(
                        "From of (",
                        "Subject of =?utf-8?q?=61?= ",
                        "Message-ID of a mebibyte",
                        "Message-ID of emoji",
                        "header of 5 megabytes",
                        "100,000 headers",
                        "50,000 recipients",
                        "170,000 parts",
                        "text of \\0",
                        "quoted-printable of =\\r\\n",
                        "HTML of <table><br>",
                        "zip of zips")
                .forEach(name -> mails.add(HostileMails.bombs().get(name).get()));
        mails.add("X-Nonsense: zebra7f3a\r\n\r\nnot a mail".getBytes(UTF_8));
        mails.add(new byte[] {'x'});
        return mails;
    }

    private void poll() {
        producer.sendBody("direct:poll-" + CONNECTOR, null);
    }

    private FolderCheckpoint checkpoint() {
        return checkpoints.load(CONNECTOR, "INBOX", FolderCheckpoint.class).orElseThrow();
    }

    private long events(String condition) {
        return database.count("sync_event where connector = :c and " + condition, Map.of("c", CONNECTOR));
    }

    private long sightings() {
        return database.count("sighting where connector = :c", Map.of("c", CONNECTOR));
    }
}
