package io.syncline.deployment;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.database.ServerProcess;
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

    @TempDir
    Path directory;

    @Test
    void jar_runsAsTheManifestsSay() throws Exception {
        Manifests manifests = Kustomize.build(Path.of("k8s/overlays/production"));
        try (var database = ServerProcess.create(directory.resolve("database"));
                var container = new Container(directory.resolve("root"), manifests)) {
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

    private static Set<Path> files(Path app) throws Exception {
        try (var all = Files.walk(app)) {
            List<Path> found = all.filter(path -> !path.startsWith(app.resolve("data/spool")))
                    .toList();
            return found.stream().collect(toCollection(TreeSet::new));
        }
    }
}
