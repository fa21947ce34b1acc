package io.syncline.faults;

import io.syncline.database.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The real jar as a process of its own, in a directory of its own. */
public final class SynclineProcess {
    private static final List<String> SMALL = List.of("-Xmx384m", "-XX:TieredStopAtLevel=1");

    static final String ADMIN_PASSWORD = "harness-password";

    /** The header of who may do all. */
    public static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString(("admin:" + ADMIN_PASSWORD).getBytes(StandardCharsets.UTF_8));

    private static final Path JAR =
            Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();

    private final Path home;
    private final Map<String, String> environment;
    private final List<String> options;
    private final int port = ServerProcess.freePort();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private Process process;

    /**
     * @param home has config/application.yaml and routes/
     * @param environment beside the port and the password
     */
    SynclineProcess(Path home, Map<String, String> environment) {
        this(home, environment, SMALL);
    }

    /**
     * @param options of the JVM
     */
    public SynclineProcess(Path home, Map<String, String> environment, List<String> options) {
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.options = List.copyOf(options);
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public Path log() {
        return home.resolve("syncline-" + port + ".log");
    }

    public void start() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + port, "-jar", JAR.toString()));
        var builder = new ProcessBuilder(command);
        builder.directory(home.toFile());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("SYNCLINE_ADMIN_PASSWORD", ADMIN_PASSWORD);
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void awaitReady() {
        Awaitility.await("readiness; see " + log())
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || isReady());
        if (!process.isAlive()) {
            throw new IllegalStateException("Syncline ended with " + process.exitValue() + "; see " + log());
        }
    }

    /** Of the process that runs. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    boolean isReady() {
        return status("/q/health/ready") == 200;
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        join();
    }

    /** SIGTERM, and the exit code. */
    public int terminate(Duration grace) {
        process.destroy();
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Syncline still runs " + grace + " after SIGTERM; see " + log());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    /** Sends another signal, STOP or CONT. */
    void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** To its embedded PostgreSQL. */
    Connection connectEmbedded() throws SQLException, IOException {
        Path data = home.resolve("data");
        int port = Integer.parseInt(Files.readAllLines(data.resolve("postgresql/postmaster.pid"))
                .get(3)
                .strip());
        String password = Files.readString(data.resolve("postgresql-password")).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/syncline", "syncline", password);
    }

    /** The body of an answer of the API. */
    public String get(String path) {
        try {
            return http.send(request(path).build(), BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The body of the answer to a JSON object. */
    public String post(String path, String json) {
        try {
            var request = request(path)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(json))
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The status of an answer; 0 when there is none. */
    int status(String path) {
        return status(request(path).GET());
    }

    /** The same, of a POST without a body. */
    int post(String path) {
        return status(request(path).POST(BodyPublishers.noBody()));
    }

    private int status(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops it for good, and the embedded PostgreSQL that a killed one may have left. */
    public void end() {
        if (isAlive()) {
            process.destroy();
            join();
        }
        try {
            Path pid = home.resolve("data/postgresql/postmaster.pid");
            if (Files.exists(pid)) {
                ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).get(0).strip()))
                        .filter(server -> server.info().command().orElse("").endsWith("postgres"))
                        .ifPresent(server -> {
                            server.destroyForcibly();
                            server.onExit().join();
                        });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void join() {
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20)).header("Authorization", AUTHORIZATION);
    }
}
