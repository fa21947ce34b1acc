package io.syncline.deployment;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.proto.trace.v1.Span;
import io.syncline.database.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar laid out as in the container, with the environment and the mounts that the production overlay gives it, under a
 * user who may write to the mounted spool and nowhere else.
 */
class ContainerIT {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private static final String CONNECTORS =
            """
            syncline:
              organization:
                domains: [acme.example]
              connectors:
                calls:
                  type: telephony
                  owner: revops@acme.example
                  provider: generic
                  auth: bearer
                  secret: calls-token
                post:
                  type: imap
                  owner: revops@acme.example
                  host: 127.0.0.1
                  port: %d
                  tls: none
                  username: post@acme.example
                  password: post
                  poll-every: 1s
            """;

    private static final String CALL =
            """
            {"callId": "traced", "sequence": 1, "status": "completed", "direction": "inbound", "from": "+14155550199",
             "to": "+14155550100", "occurredAt": "2026-03-02T10:00:00Z"}""";

    @TempDir
    Path directory;

    @Test
    void jar_runsAsTheManifestsSay() throws Exception {
        Manifests manifests = Kustomize.build(Path.of("k8s/overlays/production"));
        try (var database = ServerProcess.create(directory.resolve("database"));
                var mailbox = new Postbox();
                var collector = new TraceCollector();
                var container = new Container(directory.resolve("root"), manifests)) {
            container.set("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
            container.set("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "200ms");
            container.set("QUARKUS_CONFIG_LOCATIONS", connectors(mailbox.port()).toString());
            container.secret("syncline-admin", "password", "container-admin");
            container.secret("syncline-admin", "session-key", "one-for-all-replicas-of-it");
            container.secret("syncline-metrics", "password", "container-metrics");
            container.secret("syncline-database", "jdbc-url", database.jdbcUrl());
            container.secret("syncline-database", "username", ServerProcess.USER);
            container.secret("syncline-database", "password", ServerProcess.PASSWORD);
            Set<Path> before = files(container.app());
            container.start();
            container.awaitProbes();

            assertThat(container.status("/api/v1/connectors", "admin", "container-admin"))
                    .isEqualTo(200);
            assertThat(container.status("/q/metrics", "metrics", "container-metrics"))
                    .isEqualTo(200);
            assertThat(container.status("/q/metrics", null, null)).isEqualTo(401);
            assertThat(container.status("/api/v1/contacts", "metrics", "container-metrics"))
                    .isEqualTo(403);
            assertThat(container.status("/webhooks/nobody", null, null)).isEqualTo(404);

            webhook_isOneTraceFromTheRequestToTheCommit(container, collector);
            mailsOfAPoll_areATraceEach(collector);
            linesOfAnEvent_nameIt(container);
            assertThat(collector.spans())
                    .extracting(Object::toString)
                    .noneMatch(
                            span -> span.contains("globex") || span.contains("14155550199") || span.contains("insert"));

            assertThat(container.terminate(LONGEST_STOP))
                    .as("exit code after SIGTERM")
                    .isIn(0, 143);
            assertThat(files(container.app()))
                    .as("nothing is written but in the spool")
                    .isEqualTo(before);
            assertThat(container.log()).allSatisfy(line -> assertThat(
                            new ObjectMapper().readTree(line).path("message").isTextual())
                    .as(line)
                    .isTrue());
        }
    }

    private static void webhook_isOneTraceFromTheRequestToTheCommit(Container container, TraceCollector collector) {
        assertThat(container.call("calls", "calls-token", CALL)).isEqualTo(200);
        // People search by addresses.
        assertThat(container.status("/api/v1/contacts?q=jane@globex.example", "admin", "container-admin"))
                .isEqualTo(200);

        await().untilAsserted(() -> {
            Span filed = collector.one("event-file", "calls");
            List<Span> trace = collector.trace(filed.getTraceId());
            assertThat(trace)
                    .extracting(Span::getName)
                    .containsExactlyInAnyOrder(
                            "POST /webhooks/:connector",
                            "webhook-receive",
                            "webhook-intake",
                            "intake",
                            "event-apply",
                            "event-file");
            assertThat(TraceCollector.attribute(filed, "eventKey")).startsWith("call:v1:calls:");
        });
    }

    private static void mailsOfAPoll_areATraceEach(TraceCollector collector) {
        await().untilAsserted(() -> {
            List<Span> mails = collector.named("event-apply", "post");
            assertThat(mails).hasSize(3).extracting(Span::getTraceId).doesNotHaveDuplicates();
            assertThat(mails)
                    .extracting(mail -> TraceCollector.attribute(mail, "eventKey"))
                    .allMatch(key -> key.startsWith("mail:v1:"));
            assertThat(mails).allSatisfy(mail -> assertThat(
                            collector.trace(mail.getLinks(0).getTraceId()))
                    .extracting(Span::getName)
                    .contains("imap-poll-post", "intake-batch", "batch-apply"));
        });
    }

    private static void linesOfAnEvent_nameIt(Container container) {
        assertThat(container.call("calls", "calls-token", "{\"callId\": \"unreadable\"}"))
                .isEqualTo(202);
        assertThat(container.log()).anySatisfy(line -> {
            var mdc = new ObjectMapper().readTree(line).path("mdc");
            assertThat(mdc.path("connector").asText()).isEqualTo("calls");
            assertThat(mdc.path("eventKey").asText()).startsWith("unreadable:v1:calls:");
        });
    }

    /** Which the production overlay leaves to whoever deploys. */
    private Path connectors(int imapPort) throws IOException {
        return Files.writeString(directory.resolve("connectors.yaml"), CONNECTORS.formatted(imapPort));
    }

    private static Set<Path> files(Path app) throws Exception {
        try (var all = Files.walk(app)) {
            List<Path> found = all.filter(path -> !path.startsWith(app.resolve("data/spool")))
                    .toList();
            return found.stream().collect(toCollection(TreeSet::new));
        }
    }
}
