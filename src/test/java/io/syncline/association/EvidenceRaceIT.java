package io.syncline.association;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.syncline.event.Direction;
import io.syncline.event.SourceEvent;
import io.syncline.intake.Database;
import io.syncline.intake.Events;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

/** An activity and its evidence that come in the same moment, in transactions that do not see each other. */
@QuarkusTest
class EvidenceRaceIT {
    private static final Instant DAY = Instant.parse("2026-03-02T09:00:00Z");

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    @Test
    void contactMadeWhileItsMailIsBeingFiled_isLinked() {
        String company = company();
        SourceEvent mail = mailOf("jane@" + company);

        inTheSameMoment(mail, () -> apply(Events.lead("jane@" + company, "Jane", "Racing", DAY)));

        assertThat(links(mail, "contact")).isEqualTo(1);
    }

    @Test
    void accountMadeWhileAMailOfItsDomainIsBeingFiled_isLinked() {
        String company = company();
        SourceEvent mail = mailOf("joe@sales." + company);

        inTheSameMoment(mail, () -> apply(Events.lead("jane@" + company, "Jane", "Racing", DAY)));

        assertThat(links(mail, "account")).isEqualTo(1);
    }

    @Test
    void dealOpenedWhileAMailOfItsContactIsBeingFiled_isLinked() {
        String company = company();
        apply(Events.lead("jane@" + company, "Jane", "Racing", DAY));
        String jane = operator().get("/api/v1/contacts?q=jane@" + company).path("items[0].id");
        SourceEvent mail = mailOf("jane@" + company);

        inTheSameMoment(mail, () -> operator()
                .body("{\"name\": \"Race\", \"contacts\": [{\"contactId\": \"" + jane + "\", \"role\": \"buyer\"}]}")
                .post("/api/v1/deals")
                .then()
                .statusCode(201));

        assertThat(links(mail, "deal")).isEqualTo(1);
    }

    @Test
    void mailsOfAThreadFiledInTheSameMoment_shareTheirLinks() {
        String company = company();
        apply(Events.lead("jane@" + company, "Jane", "Racing", DAY));
        SourceEvent first = Events.mail(
                UUID.randomUUID() + "@" + company,
                DAY,
                Events.email(UUID.randomUUID() + "@gmail.com"),
                List.of(Events.email("rep@acme.example")),
                Direction.INBOUND);
        SourceEvent answer = Events.mail(
                UUID.randomUUID() + "@" + company,
                DAY.plusSeconds(60),
                Events.email("rep@acme.example"),
                List.of(Events.email("jane@" + company)),
                Direction.OUTBOUND,
                first.externalId());

        inTheSameMoment(first, () -> apply(answer));

        assertThat(links(first, "account")).isEqualTo(1);
    }

    /** The other thing is done while the mail is filed and not committed: it goes through before that, or waits for it. */
    private void inTheSameMoment(SourceEvent mail, Runnable other) {
        CompletableFuture<Void> done = QuarkusTransaction.requiringNew().call(() -> {
            apply(mail);
            CompletableFuture<Void> doing = CompletableFuture.runAsync(other);
            waitAWhile(doing);
            return doing;
        });
        done.join();
        database.awaitAssociations();
    }

    private static void waitAWhile(CompletableFuture<Void> doing) {
        try {
            doing.get(2, TimeUnit.SECONDS);
        } catch (TimeoutException waits) {
            // It does.
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void apply(SourceEvent event) {
        producer.requestBody("direct:event-apply", event);
    }

    private static RequestSpecification operator() {
        return given().auth().preemptive().basic("operator", "operator").contentType(ContentType.JSON);
    }

    private long links(SourceEvent mail, String entity) {
        return database.count(
                "association where activity_id = :id and entity = :entity",
                Map.of("id", mail.activityId(), "entity", entity));
    }

    private static String company() {
        return "race" + UUID.randomUUID() + ".example";
    }

    private static SourceEvent mailOf(String address) {
        return Events.mail(
                UUID.randomUUID() + "@mail.example",
                DAY,
                Events.email(address),
                List.of(Events.email("rep@acme.example")),
                Direction.INBOUND);
    }
}
