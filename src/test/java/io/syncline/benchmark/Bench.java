package io.syncline.benchmark;

import io.syncline.database.ServerProcess;
import io.syncline.faults.SynclineProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** One PostgreSQL, durable as by default, with the baselines' tables beside the application's, and the application. */
final class Bench implements AutoCloseable {
    private final Path home;
    private final ServerProcess server;
    private final SynclineProcess syncline;
    private final MailFlood mails = new MailFlood();

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
        run("benchmark/crm.sql", Map.of());
        run("benchmark/baseline.sql", Map.of());
        execute("vacuum analyze");
    }

    /** Puts activities of three years into the database, with all that the application keeps of them. */
    void fill(String run, long activities) throws IOException, SQLException {
        run("benchmark/fill.sql", Map.of("run", run, "activities", Long.toString(activities)));
        execute("vacuum analyze");
        Awaitility.await("all of the audit is sealed")
                .atMost(Duration.ofMinutes(20))
                .until(() -> number(
                                "select (select max(id) from audit) - coalesce((select max(through) from audit_block), 0)")
                        <= 0);
    }

    /** From the start of the process to its readiness, with a database that is there. */
    Duration restart() throws IOException {
        syncline.terminate(Duration.ofSeconds(40));
        long begun = System.nanoTime();
        syncline.start();
        syncline.awaitReady();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        Files.copy(syncline.log(), Path.of("target", "benchmark-start.log"), StandardCopyOption.REPLACE_EXISTING);
        return took;
    }

    /** The mailbox that the application reads; nobody serves it yet. */
    MailFlood mails() {
        return mails;
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

    String text(String query) throws SQLException {
        try (Connection connection = server.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
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

    private void run(String resource, Map<String, String> values) throws IOException, SQLException {
        try (InputStream file = Bench.class.getClassLoader().getResourceAsStream(resource)) {
            String sql = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            for (var value : values.entrySet()) {
                sql = sql.replace("${" + value.getKey() + "}", value.getValue());
            }
            execute(sql);
        }
    }

    private String configuration() {
        return """
                syncline:
                  organization: {domains: [acme.example], default-region: US}
                  backfill: {share: 1}
                  connectors:
                    %s: {type: telephony, owner: revops@acme.example, provider: generic, auth: bearer, secret: %s}
                    mail: {type: imap, owner: revops@acme.example, host: 127.0.0.1, port: %d, tls: none, username: %s, password: %s,
                           folders: [INBOX], poll-every: 30s}
                """
                .formatted(CallBodies.CONNECTOR, CallBodies.TOKEN, mails.port(), MailFlood.USER, MailFlood.PASSWORD);
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
        mails.close();
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
