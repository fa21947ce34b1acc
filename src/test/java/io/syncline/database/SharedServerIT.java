package io.syncline.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.connector.Connectors;
import io.syncline.connector.TelephonyConfig;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The application, as the tests start it, on the embedded server. */
@QuarkusTest
class SharedServerIT {
    @Inject
    DataSource source;

    @ConfigProperty(name = "syncline.data-dir")
    String dataDir;

    @Inject
    Connectors connectors;

    @Test
    void application_runsOnTheEmbeddedServer_withItsTables() throws Exception {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var result =
                        statement.executeQuery("select current_setting('data_directory'), to_regclass('sync_event')")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getString(1)).contains("target/data");
            assertThat(result.getString(2)).isEqualTo("sync_event");
        }
        assertThat(dataDir).isEqualTo("target/data");
        assertThat(connectors.get("calls", TelephonyConfig.class).provider()).isEqualTo("generic");
    }
}
