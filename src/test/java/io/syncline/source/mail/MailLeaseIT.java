package io.syncline.source.mail;

import static io.restassured.RestAssured.given;
import static io.syncline.source.mail.Mailboxes.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.syncline.connector.Checkpoints;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.intake.Database;
import io.syncline.lease.Lease;
import io.syncline.lease.LeaseLostException;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.util.ObjectHelper;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mailbox that another replica polls, and this one when it is asked to. */
@QuarkusTest
@QuarkusTestResource(MailServer.class)
class MailLeaseIT {
    private static final String CONNECTOR = "mailbox";

    @Inject
    ProducerTemplate producer;

    @Inject
    Checkpoints checkpoints;

    @Inject
    ConnectorStatuses statuses;

    @Inject
    Database database;

    @ConfigProperty(name = "test.mail.port")
    int port;

    private final UUID other = UUID.randomUUID();
    private final String run = UUID.randomUUID().toString();

    @BeforeEach
    void anotherReplicaPolls() throws MessagingException {
        forget();
        try (var mailbox = new Mailboxes(port, CONNECTOR)) {
            mailbox.clear("INBOX");
            mailbox.fresh("Sent");
            mailbox.put("INBOX", mail(run + "a"));
        }
        database.run(
                """
                insert into replica (id, host, pid, schedules, started_at, alive_until)
                values (:other, 'pod-2', 1, true, now(), now() + interval '1 minute')""",
                Map.of("other", other));
        database.run(
                """
                insert into connector_lease (connector, replica_id, fence, since, leased_until)
                values ('mailbox', :other, 7, '2026-03-02T10:00:00Z', now() + interval '1 minute')""",
                Map.of("other", other));
    }

    @AfterEach
    void forget() {
        database.run("delete from connector_lease where connector = 'mailbox'", Map.of());
        database.run("delete from replica where id = :other", Map.of("other", other));
        database.run("delete from connector_status where connector = 'mailbox'", Map.of());
        database.run("delete from checkpoint where connector = 'mailbox'", Map.of());
    }

    @Test
    void pollThatIsAskedForHere_isMadeHere_andTheMailboxStaysTheOthers() {
        connector().body("lease.replica", equalTo("pod-2/1")).body("lease.since", equalTo("2026-03-02T10:00:00Z"));

        poll().statusCode(200)
                .body("state", equalTo("healthy"))
                .body("lease.replica", equalTo("pod-2/1"))
                .body("lease.since", equalTo("2026-03-02T10:00:00Z"));

        assertThat(activities()).isEqualTo(1);
        assertThat(database.count("connector_lease where connector = 'mailbox' and polling_since is null", Map.of()))
                .isEqualTo(1);
    }

    @Test
    void mailboxThatTheOtherIsPolling_isRefused() {
        database.run("update connector_lease set polling_since = now() where connector = 'mailbox'", Map.of());

        poll().statusCode(409).body("detail", containsString("is being polled already, here or by another replica"));

        assertThat(activities()).isZero();
    }

    @Test
    void pollThatHasLostItsLease_keepsItsMailsOnce_andMovesNoCheckpoint() {
        // given one that began before the other took over
        var lost = new Lease(CONNECTOR, 6);

        // when
        Exchange exchange = producer.request("direct:poll-mailbox", poll -> poll.setProperty(Lease.PROPERTY, lost));

        // then
        assertThat(ObjectHelper.getException(LeaseLostException.class, exchange.getException()))
                .isNotNull();
        assertThat(checkpoints.all(CONNECTOR)).isEmpty();
        assertThat(statuses.find(CONNECTOR)).isEmpty();
        assertThat(activities()).isEqualTo(1);

        // when it is read again under a lease that stands
        poll().statusCode(200).body("lastError", nullValue());

        // then
        assertThat(activities()).isEqualTo(1);
        assertThat(checkpoints.all(CONNECTOR)).containsKey("INBOX");
    }

    private static ValidatableResponse poll() {
        return given().auth()
                .preemptive()
                .basic("operator", "operator")
                .post("/api/v1/connectors/" + CONNECTOR + "/poll")
                .then();
    }

    private static ValidatableResponse connector() {
        return given().auth()
                .preemptive()
                .basic("viewer", "viewer")
                .get("/api/v1/connectors/" + CONNECTOR)
                .then()
                .statusCode(200);
    }

    private long activities() {
        return database.count("activity where external_id like :run", Map.of("run", run + "%"));
    }
}
