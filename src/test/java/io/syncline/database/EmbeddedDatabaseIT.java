package io.syncline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server with real PostgreSQL, without Quarkus. */
class EmbeddedDatabaseIT {
    private static final Path PROGRAMS = Path.of("target", "programs");

    @TempDir
    Path dataDir;

    @Test
    void start_keepsDataAcrossRestarts_andIsDurable() throws Exception {
        try (EmbeddedDatabase first = EmbeddedDatabase.start(dataDir, PROGRAMS)) {
            execute(first, "create table kept (name text)");
            execute(first, "insert into kept values ('Zoë')");
        }

        try (EmbeddedDatabase second = EmbeddedDatabase.start(dataDir, PROGRAMS)) {
            assertThat(query(second, "select lower(name) from kept")).isEqualTo("zoë");
            assertThat(query(second, "show fsync")).isEqualTo("on");
            assertThat(query(second, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(second, "show full_page_writes")).isEqualTo("on");
        }
    }

    /** Data that was made when the owner did the application's work too: the role is made at the next start. */
    @Test
    void start_onDataWithoutTheApplicationsRole_makesIt_withoutRightsOfItsOwn() throws Exception {
        try (EmbeddedDatabase first = EmbeddedDatabase.start(dataDir, PROGRAMS)) {
            execute(first, "create table kept (name text)");
            execute(first, "drop role syncline_app");
        }

        try (EmbeddedDatabase second = EmbeddedDatabase.start(dataDir, PROGRAMS);
                Connection application = DriverManager.getConnection(
                        second.jdbcUrl(),
                        second.application().name(),
                        second.application().password());
                var statement = application.createStatement()) {
            assertThatThrownBy(() -> statement.execute("drop table kept")).hasMessageContaining("must be owner");
            assertThatThrownBy(() -> statement.execute("select * from kept")).hasMessageContaining("permission denied");
            assertThat(second.application()).hasToString("syncline_app");
        }
    }

    @Test
    void start_refusesStrangers_whoKnowNoPassword() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(dataDir, PROGRAMS)) {
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), EmbeddedDatabase.OWNER, "guessed"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void start_onADirectoryInUse_isRefusedAndNamesTheProcess() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(dataDir, PROGRAMS)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(dataDir, PROGRAMS))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(dataDir.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(query(database, "select 'still there'")).isEqualTo("still there");
        }
    }

    @Test
    void start_onAnotherMajorVersionsData_isRefusedAndLeavesItAlone() throws Exception {
        Path data = Files.createDirectories(dataDir.resolve("postgresql"));
        Files.writeString(data.resolve("PG_VERSION"), "16\n");

        assertThatThrownBy(() -> EmbeddedDatabase.start(dataDir, PROGRAMS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("made by PostgreSQL 16")
                .hasMessageContaining("expected data of PostgreSQL 17");

        assertThat(data).isDirectoryContaining(file -> file.endsWith("PG_VERSION"));
    }

    @Test
    void start_afterAKilledProcessLeftItsServerRunning_takesTheDataOver() throws Exception {
        Process killed = startElsewhere();
        long left = postmaster();
        killed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        assertThat(ProcessHandle.of(left).orElseThrow().info().command()).isPresent();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(dataDir, PROGRAMS)) {
            assertThat(query(database, "select name from kept")).isEqualTo("committed");
            assertThat(postmaster()).isNotEqualTo(left);
        }
    }

    @Test
    void serverKilled_isStartedAgainWhereItWas_withWhatWasCommitted() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(dataDir, PROGRAMS)) {
            execute(database, "create table kept as select 'committed' as name");

            assertThat(ProcessHandle.of(postmaster()).orElseThrow().destroyForcibly())
                    .isTrue();

            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> assertThat(
                            query(database, "select name from kept"))
                    .isEqualTo("committed"));
        }
        assertThat(dataDir.resolve("postgresql/postmaster.pid")).doesNotExist();
    }

    @Test
    void start_whenTheNumberOfADeadServerIsAnotherProcessNow_startsAndLeavesThatAlone() throws Exception {
        EmbeddedDatabase.start(dataDir, PROGRAMS).close();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.write(
                    dataDir.resolve("postgresql/postmaster.pid"),
                    List.of(Long.toString(stranger.pid()), "/elsewhere", "1", "5432", "", "127.0.0.1", "", "ready"));

            try (EmbeddedDatabase database = EmbeddedDatabase.start(dataDir, PROGRAMS)) {
                assertThat(query(database, "select 'up'")).isEqualTo("up");
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(dataDir.resolve("postgresql/postmaster.pid"))
                .get(0)
                .strip());
    }

    private Process startElsewhere() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Abandoned.class.getName(),
                        dataDir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        return process;
    }

    /** A process that never ends by itself. */
    static final class Abandoned {
        private Abandoned() {}

        public static void main(String[] arguments) throws Exception {
            EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]), PROGRAMS);
            execute(database, "create table kept (name text)");
            execute(database, "insert into kept values ('committed')");
            try (var out = new java.io.FileOutputStream(java.io.FileDescriptor.out)) {
                out.write("ready\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                new java.util.concurrent.CountDownLatch(1).await();
            }
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException, IOException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException, IOException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException, IOException {
        return DriverManager.getConnection(database.jdbcUrl(), EmbeddedDatabase.OWNER, database.ownerPassword());
    }
}
