package io.syncline.association;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
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
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AssociationTasksIT {
    @Inject
    AssociationTasks tasks;

    @Inject
    AssociationRefresh refresh;

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    @Test
    void whoChangesAnActivity_doesNotWaitForThoseThatWorkTheQueueOff() {
        // given
        SourceEvent mail = Events.mail(
                UUID.randomUUID() + "@mail.example",
                Instant.parse("2026-03-02T09:00:00Z"),
                Events.email("somebody@waiting.example"),
                List.of(Events.email("rep@acme.example")),
                Direction.INBOUND);
        producer.requestBody("direct:event-apply", mail);
        UUID activity = mail.activityId();

        QuarkusTransaction.requiringNew().run(() -> {
            // when somebody has it in hand who waits for its change
            lock(activity);
            elsewhere(() -> (long) database.run(
                    "insert into association_task values (:id, 'test', now()) on conflict do nothing",
                    Map.of("id", activity)));
            var unused = CompletableFuture.runAsync(refresh::refresh);
            Awaitility.await().until(() -> elsewhere(() -> waiting(activity)) > 0);

            // then
            database.run("set local lock_timeout = '300ms'", Map.of());
            tasks.activitiesChanged(List.of(activity));
        });

        // then it is looked for once more
        database.awaitAssociations();
    }

    private void lock(UUID activity) {
        database.run("update activity set subject = subject where id = :id", Map.of("id", activity));
    }

    /** Who has taken it from the queue, and waits. */
    private long waiting(UUID activity) {
        return database.count(
                "pg_stat_activity where wait_event_type = 'Lock' and pid in (select pid from pg_locks where not granted)"
                        + " and exists (select 1 from association_task where activity_id = :id)",
                Map.of("id", activity));
    }

    private static long elsewhere(Supplier<Long> read) {
        return CompletableFuture.supplyAsync(read).join();
    }
}
