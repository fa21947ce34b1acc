package io.syncline.database;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL server of this process's own, on the loopback interface, with its data under {@code syncline.data-dir}.
 * It is durable as PostgreSQL is by default; what a killed process left running is stopped and started anew.
 */
final class EmbeddedDatabase implements AutoCloseable {
    /** Owns the database and migrates it; the server's superuser. */
    static final String OWNER = "syncline";

    private static final String APPLICATION = "syncline_app";

    private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);

    /** Modest: the server shares a machine with the application. */
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.of(
            "listen_addresses", "127.0.0.1",
            "log_directory", "log",
            "log_filename", "postgresql-%a.log",
            "log_truncate_on_rotation", "on",
            "logging_collector", "on",
            "max_connections", "60",
            "shared_buffers", "128MB",
            "timezone", "UTC",
            "unix_socket_directories", ""));

    private final DataDirectory directory;
    private final Programs programs;
    private final PasswordFile password;
    private final ApplicationRole application = ApplicationRole.named(APPLICATION);
    private final Path data;
    private final ServerWatch watch = new ServerWatch(this::runAgain);
    private int port;

    private EmbeddedDatabase(DataDirectory directory, Programs programs) {
        this.directory = directory;
        this.programs = programs;
        this.password = new PasswordFile(directory.path().resolve("postgresql-password"));
        this.data = directory.path().resolve("postgresql");
    }

    /**
     * Starts the server; the first time, makes its data.
     *
     * @throws ConfigurationException if the directory is in use, is another user's, or has another major version's data
     * @throws IOException if PostgreSQL does not start; the message has what it said
     */
    static EmbeddedDatabase start(Path dataDir) throws IOException {
        return start(dataDir, dataDir.resolve("programs"));
    }

    /**
     * @param programs where PostgreSQL's programs are unpacked to, unless they are there
     */
    static EmbeddedDatabase start(Path dataDir, Path programs) throws IOException {
        DataDirectory directory = DataDirectory.hold(dataDir);
        try {
            var database = new EmbeddedDatabase(
                    directory, new Programs(PostgresBinaries.unpack(programs.toAbsolutePath()), Unprivileged.detect()));
            database.prepare();
            database.port = freePort();
            database.watch.watch(database.run());
            return database;
        } catch (IOException | RuntimeException e) {
            directory.release();
            throw e;
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + OWNER;
    }

    String ownerPassword() throws IOException {
        return password.read();
    }

    /** Whom the application connects as. */
    ApplicationRole application() {
        return application;
    }

    /** Stops the server: waits a little for sessions that are about to end by themselves. */
    @Override
    public void close() throws IOException {
        watch.close();
        if (!control("stop", "-m", "smart", "-t", "3") && !control("stop", "-m", "fast", "-t", "30")) {
            control("stop", "-m", "immediate", "-t", "30");
        }
        directory.release();
    }

    private void prepare() throws IOException {
        Unprivileged unprivileged = programs.unprivileged();
        unprivileged.mustReach(directory.path());
        unprivileged.own(data);
        unprivileged.own(password.path());
        if (Files.exists(data.resolve("PG_VERSION"))) {
            if (unprivileged.owner() <= 0) {
                directory.mustOwn(data);
            }
            refuseOtherMajorVersion();
            new Postmaster(data).forgetIfStale();
            if (control("status") && !control("stop", "-m", "fast", "-t", "30")) {
                control("stop", "-m", "immediate", "-t", "30");
            }
        } else {
            initialize();
        }
    }

    private void refuseOtherMajorVersion() throws IOException {
        String found = Files.readString(data.resolve("PG_VERSION")).strip();
        String release = programs.release();
        String major = release.replaceAll("\\..*", "");
        if (!found.equals(major)) {
            throw new ConfigurationException("syncline.data-dir: " + data + " was made by PostgreSQL " + found
                    + " and Syncline's own is " + release + ": expected data of PostgreSQL " + major
                    + ". Move it with pg_dump, set quarkus.datasource.jdbc.url to a server of version " + found
                    + ", or give another directory");
        }
    }

    /** Into a directory beside, moved into place when it is whole. */
    private void initialize() throws IOException {
        password.renew();
        programs.unprivileged().own(password.path());
        Path unfinished = Files.createTempDirectory(directory.path(), "initializing-");
        programs.unprivileged().own(unfinished);
        programs.run(
                "initdb",
                List.of(
                        "--pgdata=" + unfinished,
                        "--username=" + OWNER,
                        "--auth=scram-sha-256",
                        "--pwfile=" + password.path(),
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C"));
        Files.move(unfinished, data, ATOMIC_MOVE);
    }

    /** With its data as it left them, and where the application looks for it. */
    private long runAgain() throws IOException {
        new Postmaster(data).forgetIfStale();
        return run();
    }

    private long run() throws IOException {
        var options = new ArrayList<>(List.of("-p", Integer.toString(port)));
        SETTINGS.forEach((name, value) -> options.add("-c " + name + "='" + value + "'"));
        Path log = data.resolve("start.log");
        try {
            programs.run(
                    "pg_ctl",
                    List.of(
                            "start",
                            "-w",
                            "-t",
                            "120",
                            "-D",
                            data.toString(),
                            "-l",
                            log.toString(),
                            "-o",
                            String.join(" ", options)));
        } catch (IOException e) {
            throw new IOException(
                    "the embedded PostgreSQL does not start; see " + log + " and " + data.resolve("log") + " ("
                            + e.getMessage() + ")",
                    e);
        }
        Postmaster.createDatabase("jdbc:postgresql://127.0.0.1:" + port + "/postgres", OWNER, password.read());
        application.admit(jdbcUrl(), OWNER, password.read());
        LOG.infof("PostgreSQL runs on 127.0.0.1:%d, its data is in %s", (Object) port, data);
        return new Postmaster(data).pid();
    }

    private boolean control(String... arguments) {
        var command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("-D", data.toString()));
        try {
            programs.run("pg_ctl", command);
            return true;
        } catch (IOException e) {
            LOG.debugf("pg_ctl %s: %s", arguments[0], e.getMessage());
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
