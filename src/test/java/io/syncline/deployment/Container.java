package io.syncline.deployment;

import static io.syncline.deployment.Manifests.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.syncline.database.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The packaged application as a pod would run it, as far as a machine without containers can. */
final class Container implements AutoCloseable {
    private static final Path PACKAGED = Path.of("target", "quarkus-app").toAbsolutePath();

    private final Path root;
    private final Manifests manifests;
    private final Map<String, String> secrets = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    private final int port = ServerProcess.freePort();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private Process process;

    Container(Path root, Manifests manifests) throws IOException {
        this.root = root;
        this.manifests = manifests;
        Files.createDirectories(app());
        copy();
        stream(manifests.container().path("volumeMounts")).forEach(this::mount);
        run("chmod", "-R", "a+rX,a-w", app().toString());
        if (isRoot()) {
            run("chown", "-R", user(), spool().toString());
            // So that the other user gets at it.
            for (Path path = root; path.startsWith(System.getProperty("java.io.tmpdir")); path = path.getParent()) {
                run("chmod", "a+x", path.toString());
            }
        }
        run("chmod", "-R", "u+rwX", spool().toString());
    }

    Path app() {
        return root.resolve("app");
    }

    void secret(String name, String key, String value) {
        secrets.put(name + "/" + key, value);
    }

    /** A setting beside those of the manifests. */
    void set(String name, String value) {
        settings.put(name, value);
    }

    void start() throws IOException {
        var command = new ArrayList<String>();
        if (isRoot()) {
            String[] user = user().split(":", -1);
            command.addAll(List.of("setpriv", "--reuid=" + user[0], "--regid=" + user[1], "--clear-groups"));
        }
        command.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", "quarkus-run.jar"));
        var builder = new ProcessBuilder(command).directory(app().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS") || name.startsWith("SYNCLINE"));
        stream(manifests.container().path("env")).forEach(variable -> value(variable, builder.environment()));
        // The port of the container is another's on this machine.
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().putAll(settings);
        process = builder.redirectErrorStream(true)
                .redirectOutput(root.resolve("log").toFile())
                .start();
    }

    void awaitProbes() {
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            String path =
                    manifests.container().at("/" + probe + "/httpGet/path").asText();
            Awaitility.await(probe + "; see " + root.resolve("log"))
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> !process.isAlive() || status(path, null, null) == 200);
        }
        if (!process.isAlive()) {
            throw new AssertionError("it ended with " + process.exitValue() + ": " + String.join("\n", log()));
        }
    }

    /** The status of an answer; 0 when there is none. */
    int status(String path, String user, String password) {
        var request = request(path);
        if (path.startsWith("/webhooks/")) {
            request.POST(HttpRequest.BodyPublishers.ofString("{}"));
        }
        if (user != null) {
            String credentials = user + ":" + password;
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        return status(request.build());
    }

    /** The status that the sender of a webhook gets. */
    int call(String connector, String token, String body) {
        return status(request("/webhooks/" + connector)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    private int status(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM, and the exit code. */
    int terminate(Duration grace) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it still runs " + grace + " after SIGTERM");
        }
        return process.exitValue();
    }

    /** What the application said; a line that the JVM itself writes is left out. */
    List<String> log() {
        try (var lines = Files.lines(root.resolve("log"))) {
            return lines.filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (process != null && process.isAlive()) {
            process.destroyForcibly().onExit().join();
        }
        run("chmod", "-R", "u+rwX", root.toString());
    }

    private Path spool() {
        return app().resolve("data/spool");
    }

    private void copy() throws IOException {
        run("cp", "-r", PACKAGED + "/.", app().toString());
    }

    /** ConfigMaps as files, everything else as an empty directory. */
    private void mount(JsonNode mount) {
        String path = mount.path("mountPath").asText();
        if (!path.startsWith("/app/")) {
            return;
        }
        try {
            Path directory = Files.createDirectories(root.resolve(path.substring(1)));
            for (var file : configMap(mount.path("name").asText()).properties()) {
                Files.writeString(
                        directory.resolve(file.getKey()), file.getValue().asText());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode configMap(String volume) {
        String name = stream(manifests.pod().path("volumes"))
                .filter(one -> one.path("name").asText().equals(volume))
                .map(one -> one.at("/configMap/name").asText())
                .findFirst()
                .orElseThrow();
        return manifests
                .ofKind("ConfigMap")
                .filter(map -> Manifests.name(map).equals(name))
                .findFirst()
                .map(map -> map.path("data"))
                .orElse(JsonNodeFactory.instance.objectNode());
    }

    private void value(JsonNode variable, Map<String, String> environment) {
        String name = variable.path("name").asText();
        JsonNode secret = variable.at("/valueFrom/secretKeyRef");
        if (secret.isMissingNode()) {
            environment.put(name, variable.path("value").asText());
            return;
        }
        String value = secrets.get(
                secret.path("name").asText() + "/" + secret.path("key").asText());
        if (value != null) {
            environment.put(name, value);
        } else if (!secret.path("optional").asBoolean()) {
            throw new AssertionError("no value for " + variable);
        }
    }

    private String user() {
        return manifests.pod().at("/securityContext/runAsUser").asText() + ":"
                + manifests.pod().at("/securityContext/runAsGroup").asText();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void run(String... command) throws IOException {
        try {
            Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (run.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + output);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
