package io.syncline.benchmark;

import io.syncline.database.ServerProcess;
import io.syncline.faults.SynclineProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One PostgreSQL, durable as by default, with the baselines' tables beside the application's, and the application. */
final class Bench implements AutoCloseable {
    private final Path home;
    private final ServerProcess server;
    private final SynclineProcess syncline;

    Bench() throws IOException, SQLException {
        home = Files.createTempDirectory("syncline-benchmark-");
        home.toFile().setExecutable(true, false);
        home.toFile().setReadable(true, false);
        Files.createSymbolicLink(home.resolve("routes"), Path.of("routes").toAbsolutePath());
        Files.writeString(Files.createDirectories(home.resolve("config")).resolve("application.yaml"), configuration());
        server = ServerProcess.create(
                home.resolve("server"),
                System.getProperty(
                        "benchmark.server", "-c max_wal_size=2GB -c shared_preload_libraries=pg_stat_statements"));
        syncline = new SynclineProcess(home, environment(), options());
        syncline.start();
        syncline.awaitReady();
        execute("create extension pg_stat_statements");
        run("benchmark/crm.sql");
        run("benchmark/baseline.sql");
        execute("vacuum analyze");
    }

    ServerProcess server() {
        return server;
    }

    SynclineProcess syncline() {
        return syncline;
    }

    Pgbench pgbench() {
        return new Pgbench(server, home);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String query) throws SQLException {
        try (Connection connection = server.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    void run(String resource) throws IOException, SQLException {
        try (InputStream file = Bench.class.getClassLoader().getResourceAsStream(resource)) {
            execute(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String configuration() {
        return """
                syncline:
                  organization: {domains: [acme.example], default-region: US}
                  connectors:
                    %s: {type: telephony, owner: revops@acme.example, provider: generic, auth: bearer, secret: %s}
                """
                .formatted(CallBodies.CONNECTOR, CallBodies.TOKEN);
    }

    private Map<String, String> environment() {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", server.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", ServerProcess.USER,
                "QUARKUS_DATASOURCE_PASSWORD", ServerProcess.PASSWORD);
    }

    private static List<String> options() {
        var options = new ArrayList<>(List.of("-Xmx256m"));
        String more = System.getProperty("benchmark.jvm", "");
        Stream.of(more.split(" ", -1)).filter(option -> !option.isBlank()).forEach(options::add);
        return options;
    }

    @Override
    public void close() {
        syncline.end();
        server.close();
        try (var all = Files.walk(home)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
