package io.syncline.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.connector.Connectors;
import io.syncline.connector.TelephonyConfig;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The application, as the tests start it, on the embedded server. */
@QuarkusTest
class SharedServerIT {
    @Inject
    DataSource source;

    @Inject
    Owner owner;

    @ConfigProperty(name = "syncline.data-dir")
    String dataDir;

    @Inject
    Connectors connectors;

    @Test
    void application_runsOnTheEmbeddedServer_withItsTables() throws Exception {
        assertThat(one(source.getConnection(), "select to_regclass('sync_event')"))
                .isEqualTo("sync_event");
        assertThat(one(source.getConnection(), "select current_user")).isEqualTo("syncline_app");
        assertThat(one(owner.connect(), "select current_setting('data_directory')"))
                .contains("target/data");
        assertThat(dataDir).isEqualTo("target/data");
        assertThat(connectors.get("calls", TelephonyConfig.class).provider()).isEqualTo("generic");
    }

    private static String one(Connection open, String sql) throws SQLException {
        try (open;
                var statement = open.createStatement();
                var result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
