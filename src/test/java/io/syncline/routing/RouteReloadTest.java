package io.syncline.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ConnectorConfig.Common;
import io.syncline.connector.ImapConfig;
import io.syncline.lease.RouteState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteReloadTest {
    private static final String HELLO =
            """
            - route:
                id: hello
                description: Says hello
                from:
                  uri: direct:hello
                  steps:
                    - setBody:
                        constant: one
            """;
    private static final String POLL =
            """
            - routeTemplate:
                id: imap-poll
                description: Polls
                parameters:
                  - name: connector
                from:
                  uri: direct:poll-{{connector}}
                  steps:
                    - setBody:
                        id: imap-poll-answer
                        simple: one {{connector}}
            """;

    @TempDir
    Path directory;

    private final CamelContext camel = new DefaultCamelContext();
    private final Map<String, String> failures = new HashMap<>();
    private RouteReload reload;
    private ConnectorRoutes connectors;

    @BeforeEach
    void startCamel() {
        camel.start();
        camel.getShutdownStrategy().setTimeout(5);
        connectors = new ConnectorRoutes(camel, List.of(mailbox("alpha"), mailbox("beta")), failures::put, false);
        reload = new RouteReload(camel, connectors, Clock.systemUTC(), directory);
    }

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    @Test
    void start_runsEveryFile() throws IOException {
        write("hello", HELLO);
        write("imap-poll", POLL);

        reload.start();

        assertThat(ask("direct:hello")).isEqualTo("one");
        assertThat(ask("direct:poll-alpha")).isEqualTo("one alpha");
        assertThat(ask("direct:poll-beta")).isEqualTo("one beta");
        assertThat(camel.getRoute("imap-poll-alpha")).isNotNull();
        assertThat(connectors.state("alpha").running()).isTrue();
        assertThat(reload.status().refused()).isEmpty();
    }

    @Test
    void start_brokenFile_isRefusedWithItsPlace() throws IOException {
        write("hello", HELLO.replace("from:", "frm:"));

        assertThatThrownBy(reload::start)
                .isInstanceOf(RouteFileException.class)
                .hasMessageContaining("hello.yaml:4:1: ")
                .hasMessageContaining("frm");
    }

    @Test
    void start_templateMissing_failsThatConnectorOnly() throws IOException {
        write("hello", HELLO);

        reload.start();

        assertThat(ask("direct:hello")).isEqualTo("one");
        assertThat(connectors.state("alpha").running()).isFalse();
        assertThat(failures).containsOnlyKeys("alpha", "beta");
        assertThat(failures.get("alpha")).contains("route template imap-poll is not in the routes directory");
    }

    @Test
    void edit_replacesTheRoute() throws IOException {
        write("hello", HELLO);
        reload.start();

        edit("hello", HELLO.replace("one", "two"));

        assertThat(ask("direct:hello")).isEqualTo("two");
    }

    @Test
    void edit_seenOnce_isNotTakenYet() throws IOException {
        write("hello", HELLO);
        reload.start();

        write("hello", HELLO.replace("one", "two"));
        reload.look();

        assertThat(ask("direct:hello")).isEqualTo("one");
    }

    @Test
    void edit_ofATemplate_restartsTheRoutesMadeFromIt() throws IOException {
        write("imap-poll", POLL);
        reload.start();
        connectors.state("beta");

        edit("imap-poll", POLL.replace("one", "two"));

        assertThat(ask("direct:poll-alpha")).isEqualTo("two alpha");
        assertThat(ask("direct:poll-beta")).isEqualTo("two beta");
    }

    @Test
    void edit_ofATemplate_leavesAStoppedConnectorStopped() throws Exception {
        write("imap-poll", POLL);
        reload.start();
        connectors.stop("beta");

        edit("imap-poll", POLL.replace("one", "two"));

        assertThat(connectors.state("alpha").running()).isTrue();
        assertThat(connectors.state("beta")).isEqualTo(RouteState.STOPPED);
    }

    @Test
    void syntaxError_isRefusedAndTheOldRouteGoesOn() throws IOException {
        assertRefused(HELLO.replace("from:", "from: ["), 6, "");
    }

    @Test
    void unknownStep_isRefusedAndTheOldRouteGoesOn() throws IOException {
        assertRefused(HELLO.replace("setBody", "setBdy"), 7, "setBdy");
    }

    @Test
    void unknownComponent_isRefusedAndTheOldRouteGoesOn() throws IOException {
        assertRefused(HELLO.replace("direct:hello", "drect:hello"), 5, "no component is called drect");
    }

    @Test
    void unknownBean_isRefusedAndTheOldRouteGoesOn() throws IOException {
        assertRefused(HELLO.replace("setBody:\n            constant: one", "to: bean:nobody"), 7, "nobody");
    }

    @Test
    void badExpression_isRefusedAndTheOldRouteGoesOn() throws IOException {
        assertRefused(HELLO.replace("constant: one", "simple: \"${nonsense}\""), 8, "nonsense");
    }

    @Test
    void missingId_isRefused() throws IOException {
        assertRefused(HELLO.replace("id: hello\n    ", ""), 1, "has no id");
    }

    @Test
    void emptyFile_isRefusedAndTheOldRouteGoesOn() throws IOException {
        assertRefused("", 1, "");
    }

    @Test
    void duplicateId_isRefusedInTheNewFile() throws IOException {
        write("hello", HELLO);
        reload.start();

        edit("a-second", HELLO.replace("direct:hello", "direct:second"));

        assertThat(ask("direct:hello")).isEqualTo("one");
        assertThat(reload.status().refused()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).endsWith("a-second.yaml");
            assertThat(problem.message()).contains("id hello is taken by", "hello.yaml");
        });
    }

    @Test
    void templateWithoutConnector_isRefusedAndItsRoutesGoOn() throws IOException {
        write("imap-poll", POLL);
        reload.start();

        edit("imap-poll", POLL.replace("name: connector", "name: mailbox").replace("one", "two"));

        assertThat(ask("direct:poll-alpha")).isEqualTo("one alpha");
        assertThat(onlyProblem().message()).contains("template imap-poll has no parameter named connector");
    }

    @Test
    void templateThatDoesNotStart_isPutBack() throws IOException {
        write("imap-poll", POLL);
        reload.start();

        edit("imap-poll", POLL.replace("simple: one {{connector}}", "simple: \"${nonsense}\""));

        assertThat(ask("direct:poll-alpha")).isEqualTo("one alpha");
        assertThat(ask("direct:poll-beta")).isEqualTo("one beta");
        assertThat(onlyProblem().message()).contains("nonsense");
        assertThat(connectors.state("alpha").problem()).isEmpty();
    }

    @Test
    void fixedFile_isTaken() throws IOException {
        write("hello", HELLO);
        reload.start();
        edit("hello", HELLO.replace("setBody", "setBdy"));

        edit("hello", HELLO.replace("one", "three"));

        assertThat(ask("direct:hello")).isEqualTo("three");
        assertThat(reload.status().refused()).isEmpty();
    }

    @Test
    void removedFile_removesItsRoutes() throws IOException {
        write("hello", HELLO);
        write("imap-poll", POLL);
        reload.start();

        Files.delete(directory.resolve("hello.yaml"));
        Files.delete(directory.resolve("imap-poll.yaml"));
        lookTwice();

        assertThat(camel.getRoutes()).isEmpty();
        assertThat(connectors.state("alpha").problem())
                .hasValueSatisfying(p -> assertThat(p).contains("imap-poll"));
        assertThat(reload.status().files()).isEmpty();

        edit("imap-poll", POLL);
        assertThat(ask("direct:poll-alpha")).isEqualTo("one alpha");
    }

    @Test
    void routeThatMovesToAnotherFile_goesOn() throws IOException {
        write("hello", HELLO);
        reload.start();

        Files.move(directory.resolve("hello.yaml"), directory.resolve("greeting.yaml"));
        lookTwice();

        assertThat(ask("direct:hello")).isEqualTo("one");
        assertThat(reload.status().files()).singleElement().asString().endsWith("greeting.yaml");
    }

    @Test
    void routeGoneFromAFile_isRemoved() throws IOException {
        write("hello", HELLO + HELLO.replace("hello", "bye"));
        reload.start();
        assertThat(ask("direct:bye")).isEqualTo("one");

        edit("hello", HELLO);

        assertThat(camel.getRoutes()).singleElement().satisfies(route -> assertThat(route.getRouteId())
                .isEqualTo("hello"));
    }

    @Test
    void configMapSwap_isSeen() throws IOException {
        Path first = Files.createDirectory(directory.resolve("..2026_1"));
        Path second = Files.createDirectory(directory.resolve("..2026_2"));
        Files.writeString(first.resolve("hello.yaml"), HELLO);
        Files.writeString(second.resolve("hello.yaml"), HELLO.replace("one", "two"));
        Path data = Files.createSymbolicLink(directory.resolve("..data"), first.getFileName());
        Files.createSymbolicLink(directory.resolve("hello.yaml"), Path.of("..data", "hello.yaml"));
        reload.start();
        assertThat(ask("direct:hello")).isEqualTo("one");

        Files.createSymbolicLink(directory.resolve("..data_tmp"), second.getFileName());
        Files.move(
                directory.resolve("..data_tmp"),
                data,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        lookTwice();

        assertThat(ask("direct:hello")).isEqualTo("two");
    }

    @Test
    void exchangeInFlight_isNotLostInAReload() throws Exception {
        var entered = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        camel.getRegistry().bind("slow", (Processor) exchange -> {
            entered.countDown();
            assertThat(go.await(5, TimeUnit.SECONDS)).isTrue();
        });
        String slow = HELLO.replace("- setBody:", "- process:\n            ref: slow\n        - setBody:");
        write("hello", slow);
        reload.start();
        var answer = camel.createProducerTemplate().asyncRequestBody("direct:hello", "", String.class);
        assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();

        var editing = CompletableFuture.runAsync(() -> editUnchecked("hello", slow.replace("one", "two")));
        Awaitility.await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().contains("ShutdownTask")));
        go.countDown();
        editing.get(5, TimeUnit.SECONDS);

        assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo("one");
        assertThat(ask("direct:hello")).isEqualTo("two");
    }

    private void assertRefused(String text, int line, String message) throws IOException {
        write("hello", HELLO);
        reload.start();

        edit("hello", text);

        assertThat(ask("direct:hello")).isEqualTo("one");
        assertThat(onlyProblem().file()).endsWith("hello.yaml");
        assertThat(onlyProblem().message()).contains(message).isNotBlank();
        if (line > 0) {
            assertThat(onlyProblem().line()).as(onlyProblem().toString()).isEqualTo(line);
        }
    }

    private RouteProblem onlyProblem() {
        assertThat(reload.status().refused()).hasSize(1);
        return reload.status().refused().get(0);
    }

    private String ask(String endpoint) {
        return camel.createProducerTemplate().requestBody(endpoint, "", String.class);
    }

    private void edit(String name, String text) throws IOException {
        write(name, text);
        lookTwice();
    }

    private void editUnchecked(String name, String text) {
        try {
            edit(name, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lookTwice() {
        reload.look();
        reload.look();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name + ".yaml"), text);
    }

    private static ConnectorConfig mailbox(String id) {
        var common = new Common(
                id, "revops@acme.example", true, Duration.ofDays(30), 3, Duration.ofMinutes(15), Duration.ofDays(3));
        return new ImapConfig(
                common,
                "localhost",
                143,
                ImapConfig.Tls.NONE,
                Optional.empty(),
                "alice",
                "secret",
                List.of("INBOX"),
                Optional.empty(),
                Duration.ofSeconds(30));
    }
}
