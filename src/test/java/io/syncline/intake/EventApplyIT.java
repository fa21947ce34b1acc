package io.syncline.intake;

import static io.syncline.intake.Events.again;
import static io.syncline.intake.Events.call;
import static io.syncline.intake.Events.email;
import static io.syncline.intake.Events.lead;
import static io.syncline.intake.Events.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.event.Direction;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import io.syncline.event.SourceEvent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

/** One event, one transaction, one commit: on the real PostgreSQL. */
@QuarkusTest
class EventApplyIT {
    private static final Instant DAY = Instant.parse("2026-03-02T09:00:00Z");

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    @Test
    void sameEventIn16Threads_isOneActivityAnd16Sightings() throws Exception {
        // given
        SourceEvent event = call("c-" + UUID.randomUUID(), 1, "ringing", 20, "+14155550111");
        var threads = Executors.newFixedThreadPool(16);
        List<Callable<IntakeResult>> deliveries = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            deliveries.add(() -> apply(again(event, Instant.parse("2026-03-02T10:06:00Z"))));
        }

        // when
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<IntakeResult> result : threads.invokeAll(deliveries)) {
            outcomes.add(result.get().outcome());
        }
        threads.shutdown();

        // then
        assertThat(outcomes).containsOnlyOnce(Outcome.CREATED);
        assertThat(outcomes).filteredOn(Outcome.DUPLICATE::equals).hasSize(15);
        assertThat(database.count("activity where id = :id", Map.of("id", event.activityId())))
                .isEqualTo(1);
        assertThat(sightings(event)).isEqualTo(16);
    }

    @Test
    void failureAtTheLastMoment_leavesNothing() {
        // given: a constraint that fails at the commit, after the last insert
        database.run(
                """
                create or replace function test_refuse() returns trigger language plpgsql as $$
                begin raise exception 'refused by the test'; end $$""",
                Map.of());
        database.run(
                """
                create constraint trigger test_refuse after insert on audit_value deferrable initially deferred
                for each row when (new.event_key like '%atomic-lead%') execute function test_refuse()""",
                Map.of());
        try {
            SourceEvent event = lead("atomic-lead@globex.example", "Jane", "Globex", DAY);
            SourceEvent named = Events.event(
                    "call:v1:atomic-lead:" + UUID.randomUUID(),
                    event.kind(),
                    "lead:atomic-lead",
                    event.rank(),
                    false,
                    event.facts());

            // when, then
            assertThatThrownBy(() -> apply(named)).hasStackTraceContaining("refused by the test");
            assertThat(database.count(
                            "sync_event where event_key = :key",
                            Map.of("key", named.key().value())))
                    .isZero();
            assertThat(database.count(
                            "sighting where location = :at",
                            Map.of("at", named.delivery().location())))
                    .isZero();
            assertThat(database.count("activity where id = :id", Map.of("id", named.activityId())))
                    .isZero();
            assertThat(database.count(
                            "audit_value where event_key = :key",
                            Map.of("key", named.key().value())))
                    .isZero();
        } finally {
            database.run("drop trigger test_refuse on audit_value", Map.of());
        }
    }

    @Test
    void callStatesInAnyOrder_endInTheSameActivity() {
        // given
        String id = "c-" + UUID.randomUUID();

        // when
        Outcome completed = apply(call(id, 3, "completed", 50, "+14155550112")).outcome();
        Outcome ringing = apply(call(id, 1, "ringing", 20, "+14155550112")).outcome();
        Outcome answered = apply(call(id, 2, "answered", 30, "+14155550112")).outcome();

        // then
        assertThat(List.of(completed, ringing, answered))
                .containsExactly(Outcome.CREATED, Outcome.UPDATED, Outcome.STALE);
        assertThat(database.text(
                        "select status || ' ' || to_char(occurred_at at time zone 'UTC', 'HH24:MI:SS') from activity where activity_key = :key",
                        Map.of("key", "call:test-calls:" + id)))
                .isEqualTo("completed 10:00:01");
    }

    @Test
    void sameKeyWithOtherContent_isKeptAsAConflict() {
        // given
        SourceEvent event = call("c-" + UUID.randomUUID(), 1, "ringing", 20, "+14155550113");
        apply(event);
        SourceEvent other = new SourceEvent(
                event.key(),
                event.kind(),
                event.activityKey(),
                event.externalId(),
                "another content",
                event.rank(),
                true,
                event.facts(),
                List.of(),
                event.lead(),
                event.exclusion(),
                Events.delivery("another payload"));

        // when
        Outcome outcome = apply(other).outcome();

        // then
        assertThat(outcome).isEqualTo(Outcome.DUPLICATE);
        assertThat(database.text(
                        """
                        select e.conflicts || ' ' || convert_from(s.conflicting_payload, 'UTF8') from sync_event e
                        join sighting s on s.event_id = e.id and not s.first where e.event_key = :key""",
                        Map.of("key", event.key().value())))
                .isEqualTo("1 another payload");
    }

    @Test
    void sameFormWithinTheWindow_isOneLead_afterIt_another() {
        // given
        String address = "form-" + UUID.randomUUID() + "@globex.example";
        SourceEvent event = lead(address, "Jane Doe", "Globex", DAY);
        apply(again(event, DAY));

        // when
        Outcome within = apply(again(event, DAY.plusSeconds(3_599))).outcome();
        Outcome after = apply(again(event, DAY.plusSeconds(3_600))).outcome();

        // then
        assertThat(within).isEqualTo(Outcome.DUPLICATE);
        assertThat(after).isEqualTo(Outcome.CREATED);
        assertThat(database.count("lead where email = :email", Map.of("email", address)))
                .isEqualTo(2);
        assertThat(database.count("identity where value = :email", Map.of("email", address)))
                .isEqualTo(1);
    }

    @Test
    void leadMakesContactAccountAndTouch() {
        // given
        String domain = "co" + UUID.randomUUID().toString().substring(0, 8) + ".example";

        // when
        apply(lead("jane@" + domain, "Jane Doe", "The Company", DAY));

        // then
        assertThat(database.text(
                        """
                        select c.name || ', ' || c.title || ' at ' || a.name || ' via ' || t.source from contact c
                        join account a on a.id = c.account_id join identity i on i.contact_id = c.id
                        join attribution_touch t on t.contact_id = c.id where i.value = :email""",
                        Map.of("email", "jane@" + domain)))
                .isEqualTo("Jane Doe, CTO at The Company via google");
        assertThat(rules("jane@" + domain)).isEqualTo("account:contact-account contact:identity");
    }

    @Test
    void mailBeforeItsContact_isLinkedOnceWeWriteBack() {
        // given: somebody unknown writes to us
        String stranger = "stranger-" + UUID.randomUUID() + "@initech.example";
        String first = UUID.randomUUID() + "@initech.example";
        apply(mail(first, DAY, email(stranger), List.of(email("alice@acme.example")), Direction.INBOUND));
        assertThat(rules(stranger)).isNull();

        // when: we answer
        apply(mail(
                UUID.randomUUID() + "@acme.example",
                DAY.plusSeconds(60),
                email("alice@acme.example"),
                List.of(email(stranger)),
                Direction.OUTBOUND,
                first));
        database.awaitAssociations();

        // then: both mails are hers, and she has the name that her own mail gave
        assertThat(database.count(
                        "association a join participant p using (activity_id) where p.address = :address and a.entity = 'contact'",
                        Map.of("address", stranger)))
                .isEqualTo(2);
        assertThat(database.text(
                        "select c.name from contact c join identity i on i.contact_id = c.id where i.value = :address",
                        Map.of("address", stranger)))
                .isEqualTo("Name of " + stranger);
    }

    private String rules(String address) {
        return database.text(
                """
                select string_agg(distinct a.entity || ':' || a.rule, ' ' order by a.entity || ':' || a.rule)
                from association a join participant p using (activity_id) where p.address = :address""",
                Map.of("address", address));
    }

    private IntakeResult apply(SourceEvent event) {
        return producer.requestBody("direct:event-apply", event, IntakeResult.class);
    }

    private long sightings(SourceEvent event) {
        return database.count(
                "sighting s join sync_event e on e.id = s.event_id where e.event_key = :key",
                Map.of("key", event.key().value()));
    }
}
