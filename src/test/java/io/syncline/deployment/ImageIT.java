package io.syncline.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The image that {@code -Pimage} made: what {@link ContainerIT} runs, in layers, for a user who is not root. */
class ImageIT {
    private static final Path IMAGE = Path.of("target", "syncline-image.tar");

    private final Map<String, byte[]> image = new TreeMap<>();
    private JsonNode config;
    private List<List<TarArchiveEntry>> layers;

    @BeforeEach
    void read() throws IOException {
        if (System.getenv("CI") == null) {
            assumeTrue(Files.exists(IMAGE), "no image was made");
        }
        try (var tar = new TarArchiveInputStream(Files.newInputStream(IMAGE))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                image.put(entry.getName(), tar.readAllBytes());
            }
        }
        JsonNode manifest =
                new ObjectMapper().readTree(image.get("manifest.json")).get(0);
        config = new ObjectMapper().readTree(image.get(manifest.path("Config").asText()));
        layers = Manifests.stream(manifest.path("Layers"))
                .map(layer -> entries(image.get(layer.asText())))
                .toList();
    }

    @Test
    void image_startsTheJarAsTheUserOfTheManifests() {
        JsonNode pod = Kustomize.build(Path.of("k8s/overlays/production")).pod();

        assertThat(config.at("/config/User").asText())
                .isEqualTo(pod.at("/securityContext/runAsUser").asText() + ":"
                        + pod.at("/securityContext/runAsGroup").asText());
        assertThat(config.at("/config/Entrypoint")).hasToString("[\"java\",\"-jar\",\"quarkus-run.jar\"]");
        assertThat(config.at("/config/WorkingDir").asText()).isEqualTo("/app");
    }

    @Test
    void image_holdsWhatIsPackagedWithRoutesAndConfiguration() throws IOException {
        Set<String> expected = new TreeSet<>(files(Path.of("target", "quarkus-app"), "app"));
        expected.addAll(yaml("routes"));
        expected.addAll(yaml("config"));

        Set<String> found = ours().filter(entry -> !entry.isDirectory())
                .map(TarArchiveEntry::getName)
                .collect(Collectors.toSet());

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void libraries_areALayerOfTheirOwn() {
        assertThat(layers.stream().filter(layer -> layer.stream()
                        .anyMatch(entry -> entry.getName().startsWith("app/lib/main/"))))
                .singleElement()
                .satisfies(layer -> assertThat(layer)
                        .filteredOn(entry -> !entry.isDirectory())
                        .allMatch(entry -> entry.getName().startsWith("app/lib/")));
    }

    @Test
    void files_belongToRootAndHaveOneTime() {
        assertThat(ours()).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.getLongUserId()).isZero();
            assertThat(entry.getMode() & 0022).as("mode of %s", entry.getName()).isZero();
            assertThat(entry.getLastModifiedTime().toMillis()).isEqualTo(1000);
        });
    }

    @Test
    void jarsOfTheApplication_haveOneTimeInside() throws IOException {
        Path packaged = Path.of("target", "quarkus-app");
        try (var jars = Files.list(packaged.resolve("app"))) {
            for (Path jar : Stream.concat(jars, Stream.of(packaged.resolve("quarkus-run.jar")))
                    .toList()) {
                try (var zip = new ZipFile(jar.toFile())) {
                    assertThat(zip.stream().map(ZipEntry::getTimeLocal).distinct())
                            .as("times in %s", jar)
                            .hasSize(1);
                }
            }
        }
    }

    /** Without the base image's. */
    private Stream<TarArchiveEntry> ours() {
        return layers.stream().flatMap(List::stream).filter(entry -> entry.getName()
                .startsWith("app/"));
    }

    private static Set<String> yaml(String directory) throws IOException {
        return files(Path.of(directory), "app/" + directory).stream()
                .filter(name -> name.endsWith(".yaml"))
                .collect(Collectors.toSet());
    }

    private static Set<String> files(Path directory, String as) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> as + "/" + directory.relativize(file))
                    .collect(Collectors.toSet());
        }
    }

    private static List<TarArchiveEntry> entries(byte[] layer) {
        var entries = new ArrayList<TarArchiveEntry>();
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(layer));
                var tar = new TarArchiveInputStream(plain)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.add(entry);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return entries;
    }
}
