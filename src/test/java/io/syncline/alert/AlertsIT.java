package io.syncline.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.connector.Connectors;
import io.syncline.event.Delivery;
import io.syncline.event.Kind;
import io.syncline.event.PermanentSyncException;
import io.syncline.intake.Database;
import io.syncline.ledger.RetryQueue;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an owner gets, by mail and by webhook, of the connector {@code alerted}. */
@QuarkusTest
@QuarkusTestResource(AlertReceivers.class)
class AlertsIT {
    private static final String CONNECTOR = "alerted";
    private static final String OWNER = "alerted@acme.example";

    @Inject
    ProducerTemplate producer;

    @Inject
    ConnectorStatuses statuses;

    @Inject
    Connectors connectors;

    @Inject
    RetryQueue queue;

    @Inject
    Database database;

    @Inject
    Clock clock;

    private int mailsBefore;
    private int postsBefore;

    @BeforeEach
    void healthy() {
        clean();
        works();
        look();
        mailsBefore = AlertReceivers.subjects(OWNER).size();
        postsBefore = AlertReceivers.posted(OWNER).size();
    }

    @AfterEach
    void clean() {
        AlertReceivers.refuse(null);
        for (String table : List.of("sync_event", "connector_status", "connector_alert")) {
            database.run("delete from " + table + " where connector = :connector", Map.of("connector", CONNECTOR));
        }
    }

    @Test
    void trouble_isToldOnceAndThatItIsOver() {
        look();
        assertThat(mails()).isEmpty();

        fails();
        look();
        look();
        assertThat(mails()).containsExactly("Syncline: alerted failing");
        assertThat(posts())
                .singleElement()
                .asString()
                .contains("application/json", "the source does not answer", OWNER);

        works();
        look();
        look();
        assertThat(mails()).containsExactly("Syncline: alerted failing", "Syncline: alerted not failing any more");
        assertThat(posts()).hasSize(2);
    }

    @Test
    void newDeadLetters_areToldEachTime() {
        park();
        look();
        look();
        assertThat(mails()).containsExactly("Syncline: alerted has dead letters");

        park();
        look();
        assertThat(mails()).hasSize(2);
    }

    @Test
    void digestThatCannotBeSent_isSentAtTheNextLook() {
        fails();
        AlertReceivers.refuse(OWNER);
        assertThatThrownBy(this::look).isNotNull();
        assertThat(posts()).isEmpty();
        assertThat(database.count("connector_alert where connector = :connector", Map.of("connector", CONNECTOR)))
                .as("what was not sent is not noted as sent")
                .isZero();

        AlertReceivers.refuse(null);
        look();
        assertThat(posts()).hasSize(1);
    }

    @Test
    void replicasThatLookAtTheSameTime_tellOnce() throws Exception {
        fails();
        var replicas = Executors.newFixedThreadPool(4);
        List<Future<?>> looks = new ArrayList<>();
        IntStream.range(0, 8).forEach(i -> looks.add(replicas.submit(this::look)));
        for (Future<?> look : looks) {
            look.get();
        }
        replicas.shutdown();

        assertThat(mails()).containsExactly("Syncline: alerted failing");
    }

    private void look() {
        producer.requestBody("direct:alert-send", OWNER);
    }

    private void fails() {
        for (int i = 0; i < 3; i++) {
            statuses.failed(CONNECTOR, "the source does not answer");
        }
    }

    private void works() {
        statuses.succeeded(CONNECTOR);
        statuses.looked(connectors.find(CONNECTOR).orElseThrow(), Map.of("INBOX", 0L));
    }

    private void park() {
        var delivery = new Delivery(
                CONNECTOR,
                UUID.randomUUID().toString(),
                "message/rfc822",
                UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8),
                Map.of(),
                clock.instant());
        queue.park(delivery, Kind.EMAIL, null, new PermanentSyncException("never"));
    }

    private List<String> mails() {
        List<String> all = AlertReceivers.subjects(OWNER);
        return all.subList(mailsBefore, all.size());
    }

    private List<String> posts() {
        List<String> all = AlertReceivers.posted(OWNER);
        return all.subList(postsBefore, all.size());
    }
}
