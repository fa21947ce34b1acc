package io.syncline.trace;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.syncline.event.Delivery;
import io.syncline.event.Direction;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import io.syncline.event.SourceEvent;
import io.syncline.intake.Database;
import io.syncline.intake.Events;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where is my e-mail: every item is found by what people know of it, with its whole way or the reason. */
@QuarkusTest
class TraceIT {
    private static final Instant DAY = Instant.parse("2026-06-01T09:00:00Z");

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    @Inject
    Clock clock;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String customer = "bob@" + mark + ".example";
    private final String number =
            "+16463" + String.format("%06d", ThreadLocalRandom.current().nextInt(1_000_000));

    @AfterEach
    void allow() {
        database.run("drop trigger if exists test_trace on activity", Map.of());
    }

    private static RequestSpecification as(String user) {
        String password = user.equals("admin") ? "admin-test" : user;
        return given().auth().preemptive().basic(user, password).contentType(ContentType.JSON);
    }

    private static ValidatableResponse trace(String q) {
        return as("viewer").queryParam("q", q).get("/api/v1/trace").then().statusCode(200);
    }

    private static ValidatableResponse post(String path, String body) {
        return as("operator").body(body).post("/api/v1/" + path).then();
    }

    @Test
    void filedMail_isFoundInEverySpelling_withItsWholeWay() {
        // given: the same mail in two folders
        String account = post("accounts", "{\"name\": \"A\", \"domains\": [\"" + mark + ".example\"]}")
                .extract()
                .path("id");
        String id = mark + ".Mail@mail.example";
        String key = mail("INBOX;1;1", id, customer, "").eventKey();
        mail("Sent;1;7", id, customer, "");
        String event = eventId(key);

        for (String q : List.of(
                id, "<" + id + ">", "Message-ID: <" + id + "> (sent by a phone)", key, event, "  " + id + " ")) {
            trace(q).body("items", hasSize(1))
                    .body("items[0].event.eventKey", equalTo(key))
                    .body("connectors", empty());
        }
        trace("<" + id + ">")
                .body("query", equalTo("<" + id + ">"))
                .body("understoodAs", hasItems("message-id"))
                .body("items[0].summary", containsString("is on the timeline, received at 2026-06-01T09:00:00Z"))
                .body("items[0].summary", containsString("linked to 1 account. Seen 2 times."))
                .body("items[0].event.outcome", equalTo("created"))
                .body("items[0].sightings.location", contains("INBOX;1;1", "Sent;1;7"))
                .body("items[0].sightings.first", contains(true, false))
                .body("items[0].sightings.connector", everyItem(equalTo("postbox")))
                .body("items[0].sightings.deliveries", contains(1, 1))
                .body("items[0].sightings.eventKey", everyItem(equalTo(key)))
                .body("items[0].activity.associations.id", contains(account))
                .body("items[0].activity.associations[0].explanation", notNullValue())
                .body("items[0].absences", empty())
                .body("items[0].attempts", empty())
                .body("items[0].story.what", hasItem("first seen by connector postbox at INBOX;1;1"))
                .body("items[0].story.what", hasItem("seen again by connector postbox at Sent;1;7: a duplicate"))
                .body("items[0].story.what", hasItem("applied: it made the activity"))
                .body("items[0].story.what", hasItem(containsString("linked by the rules to account " + account)))
                .body("items[0].story.at", everyItem(notNullValue()));
        for (String q : List.of(
                customer,
                " Bob <" + customer.toUpperCase(Locale.ROOT) + ">",
                "mailto:" + customer,
                "bob+news@" + mark + ".example")) {
            trace(q).body("items.event.eventKey", contains(key)).body("understoodAs", hasItem("email-address"));
        }
    }

    @Test
    void neverLoggedMail_isFoundByItsIdAlone_andSaysSo() {
        String id = mark + "@mail.example";
        mail("INBOX;2;1", id, mark + "@legal.example", "");

        trace(id)
                .body("items[0].summary", containsString("The e-mail is not on the timeline: a rule keeps it off"))
                .body("items[0].absences[0].because", equalTo("excluded"))
                .body("items[0].absences[0].explanation", containsString("never-log: *@legal.example"))
                .body("items[0].absences[0].explanation", containsString("its content was not kept"))
                .body("items[0].event.activityId", nullValue())
                .body("items[0].activity", nullValue())
                .body("items[0].story.what", hasItem("not filed: never-log: *@legal.example"));
        trace(mark + "@legal.example")
                .body("items", empty())
                .body("notes", contains(containsString("never-log: *@legal.example")));
        assertThat(addresses(mark + "@legal.example")).isZero();
        trace("alice@acme.example").body("notes", contains(containsString("own people")));
    }

    @Test
    void automatedMail_isFoundByAddressToo() {
        String id = mark + "@mail.example";
        mail("INBOX;3;1", id, customer, "Auto-Submitted: auto-replied\n");

        trace(customer)
                .body("items[0].event.externalId", equalTo(id))
                .body("items[0].event.outcome", equalTo("excluded"))
                .body(
                        "items[0].absences[0].explanation",
                        equalTo("a rule keeps it off the timeline: automated: Auto-Submitted auto-replied"))
                .body("items[0].activity", nullValue());
    }

    @Test
    void deadLetter_saysByWhichCauseWhoOwnsItAndWhatToDo_andThenItIsOnTheTimeline() {
        // given
        String call = "dead-" + mark;
        refuse(call, "22000");
        IntakeResult dead = call(call, 1, "completed");
        assertThat(dead.outcome()).isEqualTo(Outcome.DEAD);
        String id = eventId(dead.eventKey());

        // then
        String national = "(" + number.substring(2, 5) + ") " + number.substring(5, 8) + "-" + number.substring(8);
        for (String q : List.of(call, number, national, "tel:" + number, dead.eventKey(), id)) {
            trace(q).body("items.event.id", contains(id));
        }
        // A plus sign in a URL is a space.
        as("viewer")
                .urlEncodingEnabled(false)
                .get("/api/v1/trace?q=" + number)
                .then()
                .body("items.event.id", contains(id));
        trace(number)
                .body("understoodAs", hasItem("phone-number"))
                .body("items[0].summary", containsString("The call is not on the timeline: it is a dead letter since"))
                .body("items[0].absences[0].because", equalTo("dead"))
                .body("items[0].absences[0].owner", equalTo("revops@acme.example"))
                .body("items[0].absences[0].explanation", containsString("refused by the trace test"))
                .body("items[0].absences[0].remedy", containsString("/api/v1/events/" + id + "/replay"))
                .body("items[0].attempts[0].attempt", equalTo(1))
                .body("items[0].attempts[0].at", notNullValue())
                .body("items[0].attempts[0].errorType", equalTo("PSQLException"))
                .body("items[0].activity", nullValue());

        // when
        allow();
        post("events/" + id + "/replay", "").statusCode(200);

        // then
        assertThat(addresses(number)).isZero();
        trace(number)
                .body("items", hasSize(1))
                .body("items[0].summary", containsString("The call is filed, completed"))
                .body("items[0].activity.kind", equalTo("call"))
                .body("items[0].absences", empty())
                .body("items[0].story.what", hasItem(containsString("attempt 1 failed: PSQLException")))
                .body("items[0].story.what", hasItem("replayed by operator: created"))
                .body("items[0].story.what", hasItem("applied: it made the activity"));
    }

    @Test
    void retryingEvent_saysUntilWhen() {
        String call = "later-" + mark;
        refuse(call, "40001");
        call(call, 1, "ringing");
        database.run(
                "update sync_event set next_attempt_at = cast('2199-01-01T00:00:00Z' as timestamptz) where external_id = :id",
                Map.of("id", call));

        trace(number)
                .body("items[0].summary", containsString("is not on the timeline yet: attempt 1 failed"))
                .body("items[0].absences[0].because", equalTo("retrying"))
                .body("items[0].absences[0].nextAttemptAt", equalTo("2199-01-01T00:00:00Z"))
                .body("items[0].story[-1].at", equalTo("2199-01-01T00:00:00Z"))
                .body("items[0].story[-1].what", equalTo("the next attempt is due"));
    }

    @Test
    void discardedEvent_saysByWhomAndWhy() {
        String call = "discarded-" + mark;
        refuse(call, "22000");
        String id = eventId(call(call, 1, "completed").eventKey());
        post("events/" + id + "/discard", "{\"reason\": \"a test call\"}").statusCode(200);

        trace(number)
                .body("items[0].absences[0].because", equalTo("discarded"))
                .body("items[0].absences[0].explanation", containsString("discarded by operator at 20"))
                .body("items[0].absences[0].explanation", containsString(": a test call"))
                .body("items[0].story.what", hasItem("discarded by operator: a test call"));
    }

    @Test
    void statesOfACall_areOneStory() {
        // given: one state came late, one cannot be applied
        String call = "story-" + mark;
        call(call, 3, "completed");
        call(call, 2, "answered");
        refuseUpdates(call);
        call(call, 4, "voicemail");

        for (String q : List.of(call, number)) {
            trace(q).body("items", hasSize(1));
        }
        trace(call)
                .body("items[0].events.outcome", contains("created", "stale", "dead"))
                .body("items[0].event.outcome", equalTo("dead"))
                .body("items[0].activity.status", equalTo("completed"))
                .body("items[0].summary", containsString("1 of its 3 events did not reach it: it is a dead letter"))
                .body("items[0].sightings", hasSize(3))
                .body("items[0].story.what", hasItem(containsString("nothing to change")));
    }

    @Test
    void unreadableEvent_isFoundByItsId() {
        IntakeResult dead = intake("calls", UUID.randomUUID().toString(), "application/json", "{broken " + mark);

        trace(eventId(dead.eventKey()))
                .body("understoodAs", hasItem("event-id"))
                .body("items[0].absences[0].because", equalTo("dead"))
                .body("items[0].activity", nullValue());
    }

    @Test
    void otherContentUnderTheSameKey_isToldAsAConflict() {
        String id = mark + "@mail.example";
        mail("INBOX;4;1", id, customer, "");
        mail("INBOX;4;2", id, customer, "Subject: something else\n");

        trace(id)
                .body("items[0].event.conflicts", equalTo(1))
                .body("items[0].sightings.conflict", contains(false, true))
                .body(
                        "items[0].story.what",
                        hasItem(containsString("at INBOX;4;2: another content under the same key")));
    }

    @Test
    void activityThatWasDeletedBesideSyncline_isMissing() {
        String id = mark + "@mail.example";
        String key = mail("INBOX;5;1", id, customer, "").eventKey();
        database.run("delete from activity where event_key = :key", Map.of("key", key));

        trace(id)
                .body("items[0].absences[0].because", equalTo("missing"))
                .body("items[0].absences[0].owner", equalTo("revops@acme.example"))
                .body("items[0].summary", containsString("not in the CRM any more"));
    }

    @Test
    void calendarEventId_findsTheMeeting() {
        SourceEvent meeting =
                Events.mail(mark + "@google.example", DAY, Events.email(customer), List.of(), Direction.INBOUND);
        Delivery plain = meeting.delivery();
        var delivery = new Delivery(
                plain.connector(),
                "alice@acme.example;evt" + mark + ";\"etag\"",
                plain.contentType(),
                plain.payload(),
                plain.context(),
                plain.receivedAt());
        producer.requestBody("direct:event-apply", Events.with(meeting, delivery));

        trace("evt" + mark).body("items.event.eventKey", contains(meeting.key().value()));
    }

    @Test
    void lead_isFoundByTheNumberBesideItsAddress() {
        SourceEvent lead = Events.leadWithPhone(customer, number, DAY);
        producer.requestBody("direct:event-apply", lead);

        trace(number).body("items.event.kind", contains("lead"));
        trace(lead.key().value()).body("items.event.kind", contains("lead"));
    }

    @Test
    void addressWithManyItems_isReadPageByPage_theLatestFirst() {
        // given: five mails on the timeline, and between them two that are not
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String id = mark + i + "@mail.example";
            mail("INBOX;6;" + i, id, customer, i % 3 == 1 ? "Precedence: bulk\n" : "", DAY.plusSeconds(i));
            expected.add(0, id);
        }

        List<String> read = new ArrayList<>();
        String next = "";
        while (next != null) {
            var page = as("viewer")
                    .queryParams(Map.of("q", customer, "limit", 2, "cursor", next))
                    .get("/api/v1/trace")
                    .then()
                    .statusCode(200)
                    .body("connectors", empty());
            read.addAll(page.extract().path("items.event.externalId"));
            next = page.extract().path("next");
        }

        assertThat(read).isEqualTo(expected);
    }

    @Test
    void whatWasNeverSeen_isToldWithHowFarEachConnectorHasRead() {
        trace("<nobody-" + mark + "@mail.example>")
                .body("items", empty())
                .body("next", nullValue())
                .body("connectors.id", hasItems("calls", "leads", "postbox"))
                .body("connectors.find { it.id == 'postbox' }.state", notNullValue())
                .body("connectors.find { it.id == 'postbox' }.owner", equalTo("revops@acme.example"))
                .body("connectors.find { it.id == 'postbox' }.meaning", containsString("never read its source"))
                .body("connectors.find { it.id == 'calls' }.meaning", containsString("called"));
    }

    @Test
    void erasedContact_isFoundByNoAddressAnyMore_norAreItsParkedEvents() {
        // given: one mail on the timeline, one that a rule keeps off it, one call that is dead
        String contact = post("contacts", "{\"emails\": [\"" + customer + "\"], \"phones\": [\"" + number + "\"]}")
                .extract()
                .path("id");
        mail("INBOX;7;1", mark + "a@mail.example", customer, "");
        mail("INBOX;7;2", mark + "b@mail.example", customer, "Precedence: bulk\n");
        String call = "erased-" + mark;
        refuse(call, "22000");
        call(call, 1, "completed");
        trace(customer).body("items", hasSize(2));
        trace(number).body("items", hasSize(1));

        // when
        as("admin").delete("/api/v1/contacts/" + contact).then().statusCode(204);

        // then
        trace(customer).body("items", empty());
        trace(number).body("items", empty());
        assertThat(addresses(customer) + addresses(number)).isZero();
        assertThat(database.count(
                        "sync_event where (external_id like :mark or external_id = :call) and payload is not null",
                        Map.of("mark", mark + "%", "call", call)))
                .isZero();
        trace(call)
                .body("items[0].absences[0].because", equalTo("discarded"))
                .body("items[0].absences[0].explanation", containsString("a contact was erased"));
        trace(mark + "a@mail.example")
                .body("items[0].story.what", hasItem("its content was erased together with a contact"));
    }

    @Test
    void questionThatAsksNothing_isRefused() {
        for (String q : new String[] {"", "%20", "x".repeat(2001), "a%00b"}) {
            as("viewer")
                    .urlEncodingEnabled(false)
                    .get("/api/v1/trace?q=" + q)
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("q"));
        }
        as("viewer")
                .get("/api/v1/trace")
                .then()
                .statusCode(400)
                .body("errors[0].expected", containsString("Message-ID"));
        as("viewer").get("/api/v1/trace?q=x&limit=0").then().statusCode(400);
        given().get("/api/v1/trace?q=x").then().statusCode(401);
        trace("o'brien; drop -- %_\\ \" \u2603").body("items", empty());
        trace("x").body("items", not(hasItem(nullValue())));
    }

    private IntakeResult mail(String location, String id, String from, String headers) {
        return mail(location, id, from, headers, DAY);
    }

    private IntakeResult mail(String location, String id, String from, String headers, Instant at) {
        String raw = "From: Bob <" + from + ">\r\nTo: alice@acme.example\r\nMessage-ID: <" + id + ">\r\nDate: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC))
                + "\r\n" + headers.replace("\n", "\r\n") + "\r\nHello\r\n";
        return intake("postbox", location, "message/rfc822", raw);
    }

    private IntakeResult call(String callId, int sequence, String status) {
        return intake(
                "calls",
                UUID.randomUUID().toString(),
                "application/json",
                """
                {"callId": "%s", "sequence": %d, "status": "%s", "direction": "inbound", "from": "%s",
                 "to": "+14155550100", "occurredAt": "2026-03-02T10:00:00Z"}"""
                        .formatted(callId, sequence, status, number));
    }

    private IntakeResult intake(String connector, String location, String type, String body) {
        var delivery = new Delivery(
                connector, location, type, body.getBytes(StandardCharsets.UTF_8), Map.of(), clock.instant());
        return producer.requestBody("direct:intake", delivery, IntakeResult.class);
    }

    private String eventId(String key) {
        return database.text("select cast(id as text) from sync_event where event_key = :key", Map.of("key", key));
    }

    private long addresses(String address) {
        return database.count("event_address where mailbox = :address", Map.of("address", address));
    }

    private void refuse(String call, String sqlState) {
        refuse(call, sqlState, "insert");
    }

    private void refuseUpdates(String call) {
        refuse(call, "22000", "update");
    }

    private void refuse(String call, String sqlState, String event) {
        database.run(
                """
                create or replace function test_trace() returns trigger language plpgsql as $$
                begin raise exception 'refused by the trace test' using errcode = '%s'; end $$"""
                        .formatted(sqlState),
                Map.of());
        database.run(
                "create trigger test_trace before %s on activity for each row when (new.external_id = '%s') execute function test_trace()"
                        .formatted(event, call),
                Map.of());
    }
}
