package io.syncline.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Live reload in the running application, of a directory beside routes/. */
@QuarkusTest
class RouteReloadIT {
    private static final String HELLO =
            """
            - route:
                id: reload-hello
                description: Answers
                from:
                  uri: direct:reload-hello
                  steps:
                    - setBody:
                        constant: one
            """;

    @Inject
    CamelContext camel;

    @Inject
    ProducerTemplate producer;

    @Inject
    RouteReload ofTheApplication;

    private Path directory;
    private RouteReload reload;

    @BeforeEach
    void start() throws IOException {
        directory = Files.createTempDirectory(Path.of("target"), "routes");
        write(HELLO);
        reload = new RouteReload(
                camel, new ConnectorRoutes(camel, List.of(), (id, error) -> {}, false), Clock.systemUTC(), directory);
        reload.start();
    }

    @AfterEach
    void removeRoutes() throws IOException {
        Files.delete(directory.resolve("reload-hello.yaml"));
        lookTwice();
        assertThat(camel.getRoute("reload-hello")).isNull();
    }

    @Test
    void everyFileOfRoutes_runs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            assertThat(ofTheApplication.status().files())
                    .containsExactlyInAnyOrderElementsOf(files.map(Path::toString)
                            .filter(file -> file.endsWith(".yaml"))
                            .toList());
        }
        assertThat(ofTheApplication.status().refused()).isEmpty();
        assertThat(camel.getRoutes().stream().map(Route::getRouteId)).contains("intake", "event-apply", "intake-batch");
    }

    @Test
    void edit_changesTheRunningProcess() throws IOException {
        assertThat(answer()).isEqualTo("one");

        edit(HELLO.replace("one", "two"));

        assertThat(answer()).isEqualTo("two");
    }

    @Test
    void brokenFile_isRefusedAndTheRunningRouteGoesOn() throws IOException {
        edit(HELLO.replace("setBody", "setBdy"));

        assertThat(answer()).isEqualTo("one");
        assertThat(reload.status().refused())
                .containsExactly(new RouteProblem(
                        directory.resolve("reload-hello.yaml").toString(), 7, 11, "Unknown node id: setBdy"));
    }

    @Test
    void unknownComponent_isRefusedAndTheRunningRouteGoesOn() throws IOException {
        edit(HELLO.replace("- setBody:\n            constant: one", "- to: kafka:topic"));

        assertThat(answer()).isEqualTo("one");
        assertThat(reload.status().refused()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("no component is called kafka"));
    }

    @Test
    void idOfAnotherRoute_isRefused() throws IOException {
        edit(HELLO.replace("id: reload-hello", "id: intake"));

        assertThat(answer()).isEqualTo("one");
        assertThat(camel.getRoute("intake").getEndpoint().getEndpointUri()).isEqualTo("direct://intake");
        assertThat(reload.status().refused()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("id intake is taken by another route"));
    }

    private String answer() {
        return producer.requestBody("direct:reload-hello", "", String.class);
    }

    private void edit(String text) throws IOException {
        write(text);
        lookTwice();
    }

    private void lookTwice() {
        reload.look();
        reload.look();
    }

    private void write(String text) throws IOException {
        Files.writeString(directory.resolve("reload-hello.yaml"), text);
    }
}
