package io.syncline.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL server on a port of its own that a test can stop, freeze and start again; as an operator would have it. */
public final class ServerProcess implements AutoCloseable {
    public static final String USER = "syncline";
    public static final String PASSWORD = "external-password";

    private final Programs programs;
    private final Path data;
    private final int port;
    private final String settings;

    private ServerProcess(Programs programs, Path data, int port, String settings) {
        this.programs = programs;
        this.data = data;
        this.port = port;
        this.settings = settings;
    }

    /** Makes a server with an empty database, and starts it. */
    public static ServerProcess create(Path directory) {
        return create(directory, "");
    }

    /**
     * @param settings more options of the server
     */
    public static ServerProcess create(Path directory, String settings) {
        try {
            Programs programs = new Programs(
                    PostgresBinaries.unpack(Path.of("target", "programs").toAbsolutePath()), Unprivileged.detect());
            Path data = Files.createDirectories(directory).resolve("postgresql");
            Path password = Files.writeString(directory.resolve("password"), PASSWORD);
            programs.unprivileged().own(directory);
            programs.run(
                    "initdb",
                    List.of(
                            "--pgdata=" + data,
                            "--username=" + USER,
                            "--auth=scram-sha-256",
                            "--pwfile=" + password,
                            "--encoding=UTF8",
                            "--locale=C"));
            var server = new ServerProcess(programs, data, freePort(), settings);
            server.start();
            Postmaster.createDatabase(server.url("postgres"), USER, PASSWORD);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String jdbcUrl() {
        return url(USER);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), USER, PASSWORD);
    }

    public void start() {
        run(
                "start",
                "-w",
                "-t",
                "60",
                "-l",
                data.resolve("start.log").toString(),
                "-o",
                "-p " + port
                        + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200 -c shared_buffers=128MB "
                        + settings);
    }

    public long pid() {
        try {
            return new Postmaster(data).pid();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As when the machine loses power: what was committed is there afterwards, and nothing else. */
    public void stopAtOnce() {
        run("stop", "-m", "immediate", "-t", "30");
    }

    /** The server and its sessions stop in their tracks; connections stay open and nothing answers. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    /** Ends all sessions of the application, as a failover or a firewall does. */
    public int cutConnections() {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var cut = statement.executeQuery("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                        + " where pid <> pg_backend_pid() and usename = '" + USER + "'")) {
            cut.next();
            return cut.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many deadlocks it has resolved by ending one of the transactions. */
    public long deadlocks() throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var count = statement.executeQuery(
                        "select deadlocks from pg_stat_database where datname = current_database()")) {
            count.next();
            return count.getLong(1);
        }
    }

    @Override
    public void close() {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            thaw();
            stopAtOnce();
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private void run(String command, String... arguments) {
        var all = new ArrayList<>(List.of(command, "-D", data.toString()));
        all.addAll(List.of(arguments));
        try {
            programs.run("pg_ctl", all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String signal) {
        try {
            long postmaster = new Postmaster(data).pid();
            ProcessHandle server = ProcessHandle.of(postmaster).orElseThrow();
            var pids = new ArrayList<>(List.of("kill", "-" + signal, Long.toString(postmaster)));
            server.descendants().forEach(session -> pids.add(Long.toString(session.pid())));
            Commands.run(pids);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port on the loopback interface that nobody listens on. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
