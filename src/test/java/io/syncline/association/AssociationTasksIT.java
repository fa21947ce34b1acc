package io.syncline.association;

import static org.assertj.core.api.Assertions.assertThat;

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
    void activityThatWaitsAlready_isNotWorkedOffBeforeItsEvidenceIsThere() {
        // given
        SourceEvent mail = Events.mail(
                UUID.randomUUID() + "@mail.example",
                Instant.parse("2026-03-02T09:00:00Z"),
                Events.email("somebody@waiting.example"),
                List.of(Events.email("rep@acme.example")),
                Direction.INBOUND);
        producer.requestBody("direct:event-apply", mail);
        UUID activity = mail.activityId();

        // when: the evidence of an activity that is in the queue changes, and a batch is taken before that is
        // committed;
        // again where the background was faster
        Awaitility.await().until(() -> {
            QuarkusTransaction.requiringNew().run(() -> tasks.activitiesChanged(List.of(activity)));
            return QuarkusTransaction.requiringNew().call(() -> {
                boolean waited = count(activity) == 1;
                tasks.activitiesChanged(List.of(activity));
                waited &= elsewhere(() -> count(activity)) == 1;
                elsewhere(() -> (long) refresh.refresh());

                // then: it waits for the commit
                if (waited) {
                    assertThat(elsewhere(() -> count(activity))).isEqualTo(1);
                }
                return waited;
            });
        });
    }

    private long count(UUID activity) {
        return database.count("association_task where activity_id = :id", Map.of("id", activity));
    }

    private static long elsewhere(Supplier<Long> read) {
        return CompletableFuture.supplyAsync(read).join();
    }
}
