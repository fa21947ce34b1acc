package io.syncline.source.mail;

import static io.restassured.RestAssured.given;
import static io.syncline.source.mail.Mailboxes.mail;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.connector.Connectors;
import io.syncline.connector.ImapConfig;
import io.syncline.connector.SourceLooks;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the API says of mailboxes on a real server while their polls break in the ways that polls do. */
@QuarkusTest
@QuarkusTestResource(MailServer.class)
class MailboxHealthIT {
    @Inject
    CamelContext camel;

    @Inject
    ProducerTemplate producer;

    @Inject
    ConnectorStatuses statuses;

    @Inject
    Connectors connectors;

    @Inject
    SourceLooks looks;

    @Inject
    Database database;

    @ConfigProperty(name = "test.mail.port")
    int port;

    private final String run = UUID.randomUUID().toString();

    @BeforeEach
    @AfterEach
    void forget() {
        database.run("delete from connector_status where connector like 'mailbox%'", Map.of());
        database.run("delete from checkpoint where connector like 'mailbox%'", Map.of());
    }

    @Test
    void routeThatWasEditedToReadNothing_isSilent_thoughItsPollsReportSuccess() throws Exception {
        try (var mailbox = new Mailboxes(port, "mailbox")) {
            // given a mailbox that is read
            mailbox.clear("INBOX");
            mailbox.fresh("Sent");
            mailbox.put("INBOX", mail(run + "a"));
            poll("mailbox").statusCode(200).body("state", equalTo("healthy")).body("lag.items", equalTo(0));

            // when its route is replaced, and mail comes
            replaceRoute();
            mailbox.put("INBOX", mail(run + "b"), mail(run + "c"));
            poll("mailbox").statusCode(200);
            look("mailbox");

            // then: at first the next poll may still read it
            connector("mailbox").body("state", equalTo("healthy")).body("unread.INBOX", equalTo(2));

            // when
            minutesGoBy("mailbox", 5);
            poll("mailbox").statusCode(200);

            // then
            connector("mailbox")
                    .body("state", equalTo("silent"))
                    .body("reason", containsString("holds 2 items beyond the checkpoint, which has not moved since"))
                    .body("reason", containsString("whatever the polls report"))
                    .body("lookedAt", notNullValue())
                    .body("unread.INBOX", equalTo(2))
                    .body("unread.Sent", equalTo(0))
                    .body("lag.items", equalTo(2))
                    .body("lag.seconds", greaterThanOrEqualTo(300))
                    .body("failuresInARow", equalTo(0))
                    .body("owner", equalTo("revops@acme.example"));
        } finally {
            restoreRoute();
        }

        // when the route is as it was: the poll's answer already knows
        poll("mailbox")
                .statusCode(200)
                .body("state", equalTo("healthy"))
                .body("reason", nullValue())
                .body("unread.INBOX", equalTo(0))
                .body("lag.items", equalTo(0))
                .body("lag.since", nullValue());
    }

    @Test
    void quietMailbox_isHealthy_howeverLongNothingNewHasCome() throws MessagingException {
        try (var mailbox = new Mailboxes(port, "mailbox")) {
            mailbox.clear("INBOX");
            mailbox.fresh("Sent");
        }
        poll("mailbox");
        database.run(
                "update checkpoint set updated_at = now() - interval '9 days' where connector = 'mailbox'", Map.of());

        look("mailbox");

        connector("mailbox").body("state", equalTo("healthy")).body("lag.seconds", equalTo(0));
    }

    @Test
    void backlogOfWhichAPollReadsOn_lags_thoughNoPollHasEndedYet() throws Exception {
        // given a backlog that was there for long
        try (var client = new Mailboxes(port, "mailbox-proxied")) {
            client.fresh("Sent");
            client.put(
                    "INBOX",
                    IntStream.range(0, 130).mapToObj(i -> mail(run + i)).toArray(String[]::new));
        }
        try (var proxy = new ImapProxy(portOf("mailbox-proxied"), port, false)) {
            look("mailbox-proxied");
            minutesGoBy("mailbox-proxied", 20);
            connector("mailbox-proxied").body("state", equalTo("silent"));

            // when a poll reads some of it
            proxy.cutAfter(30_000);
            producer.request("direct:poll-mailbox-proxied", empty -> {});
            proxy.cutAfter(Long.MAX_VALUE);
            look("mailbox-proxied");

            // then
            connector("mailbox-proxied")
                    .body("state", equalTo("lagging"))
                    .body("reason", containsString("it is reading"))
                    .body("lag.items", greaterThanOrEqualTo(80))
                    .body("lag.seconds", greaterThanOrEqualTo(1200));
        }
    }

    @Test
    void busyMailboxThatIsRead_doesNotLag_thoughEachLookFindsNewMail() throws Exception {
        try (var mailbox = new Mailboxes(port, "mailbox")) {
            mailbox.fresh("Sent");
            mailbox.put("INBOX", mail(run + "a"));
            look("mailbox");
            minutesGoBy("mailbox", 20);

            // when all of that is read, and more has come
            producer.request("direct:poll-mailbox", empty -> {});
            mailbox.put("INBOX", mail(run + "b"));
            look("mailbox");
        }

        connector("mailbox")
                .body("state", equalTo("healthy"))
                .body("lag.items", equalTo(1))
                .body("lag.seconds", lessThan(60));
    }

    @Test
    void folderThatWasNumberedAnew_countsAllItsMail() throws MessagingException {
        try (var mailbox = new Mailboxes(port, "mailbox")) {
            mailbox.fresh("Sent");
            mailbox.put("Sent", mail(run + "a"), mail(run + "b"), mail(run + "c"));
            poll("mailbox").body("unread.Sent", equalTo(0));

            mailbox.fresh("Sent");
            mailbox.put("Sent", mail(run + "d"), mail(run + "e"));
            look("mailbox");
        }

        connector("mailbox").body("unread.Sent", equalTo(2)).body("unread.INBOX", equalTo(0));
    }

    @Test
    void serverThatIsDown_isFailing() {
        for (int i = 0; i < 3; i++) {
            poll("mailbox-starttls").statusCode(503);
        }
        look("mailbox-starttls");

        connector("mailbox-starttls")
                .body("state", equalTo("failing"))
                .body("reason", containsString("3 reads failed in a row: no connection to 127.0.0.1"))
                .body("lookedAt", nullValue());
    }

    /** By one that does nothing and says that all went well. */
    private void replaceRoute() throws Exception {
        removeRoute();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:poll-mailbox")
                        .routeId("imap-poll-mailbox")
                        .process(exchange -> statuses.succeeded("mailbox"));
            }
        });
    }

    private void restoreRoute() throws Exception {
        removeRoute();
        ((ModelCamelContext) camel)
                .addRouteFromTemplate("imap-poll-mailbox", "imap-poll", Map.of("connector", "mailbox"));
    }

    private void removeRoute() throws Exception {
        var model = (ModelCamelContext) camel;
        model.removeRouteDefinition(model.getRouteDefinition("imap-poll-mailbox"));
    }

    /** Since the last look. */
    private void minutesGoBy(String connector, int minutes) {
        database.run(
                "update connector_status set still_since = still_since - make_interval(mins => " + minutes
                        + "), lagging_since = lagging_since - make_interval(mins => " + minutes
                        + ") where connector = :connector",
                Map.of("connector", connector));
    }

    private void look(String connector) {
        looks.look(connectors.get(connector, ImapConfig.class));
    }

    private static ValidatableResponse poll(String connector) {
        return given().auth()
                .preemptive()
                .basic("operator", "operator")
                .post("/api/v1/connectors/" + connector + "/poll")
                .then();
    }

    private static ValidatableResponse connector(String id) {
        return given().auth()
                .preemptive()
                .basic("viewer", "viewer")
                .get("/api/v1/connectors/" + id)
                .then()
                .statusCode(200);
    }

    private int portOf(String connector) {
        return connectors.get(connector, ImapConfig.class).port();
    }
}
