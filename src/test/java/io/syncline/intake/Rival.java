package io.syncline.intake;

import static org.awaitility.Awaitility.await;

import io.syncline.database.Owner;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Another transaction on the same PostgreSQL, which holds what the path needs. It is never the victim of a deadlock. */
final class Rival implements AutoCloseable {
    private final Connection connection;
    private final Owner owner;

    Rival(Owner owner) throws SQLException {
        this.owner = owner;
        connection = owner.connect();
        connection.setAutoCommit(false);
        execute("set local deadlock_timeout = '60s'");
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void letGo() throws SQLException {
        connection.rollback();
    }

    /** The process id of the one transaction that waits for this one, as soon as one does. */
    int awaitBlocked() throws SQLException {
        String pid = text(connection, "select cast(pg_backend_pid() as text)");
        try (Connection other = owner.connect()) {
            return Integer.parseInt(await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(10))
                    .until(
                            () -> text(
                                    other,
                                    "select cast(max(pid) as text) from pg_stat_activity where "
                                            + pid
                                            + " = any(pg_blocking_pids(pid))"),
                            blocked -> blocked != null));
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
