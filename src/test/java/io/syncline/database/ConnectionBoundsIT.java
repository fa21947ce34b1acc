package io.syncline.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** How long a connection waits for the server, and the server for a connection. */
@QuarkusTest
class ConnectionBoundsIT {
    @Inject
    DataSource application;

    @Inject
    Flyway flyway;

    @Test
    void application_waitsForNothingForEver() throws SQLException {
        try (Connection connection = application.getConnection()) {
            assertThat(setting(connection, "lock_timeout")).isEqualTo("20s");
            assertThat(setting(connection, "idle_in_transaction_session_timeout"))
                    .isEqualTo("1min");
            assertThat(connection.getNetworkTimeout()).isEqualTo(45_000);
        }
    }

    @Test
    void migrations_takeAsLongAsTheyTake() throws SQLException {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            assertThat(setting(connection, "lock_timeout")).isEqualTo("0");
            assertThat(setting(connection, "idle_in_transaction_session_timeout"))
                    .isEqualTo("0");
            assertThat(connection.getNetworkTimeout()).isZero();
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("show " + name)) {
            result.next();
            return result.getString(1);
        }
    }
}
