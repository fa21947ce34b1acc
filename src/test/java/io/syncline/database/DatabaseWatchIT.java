package io.syncline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalDataSourceConfiguration.DataSourceImplementation;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watch over a server that stops, hangs and comes back. */
class DatabaseWatchIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Clock clock = Clock.systemUTC();

    @TempDir
    Path directory;

    @Test
    void stoppedOrHangingServer_isKnownToBeAway_andToBeBack_withoutWaiting() throws SQLException {
        directory.toFile().setExecutable(true, false);
        try (var server = ServerProcess.create(directory.resolve("server"))) {
            var watch = new DatabaseWatch(source(server), clock);
            watch.start(null);
            try {
                assertThat(watch.answers()).isTrue();

                server.stopAtOnce();
                becomes(watch, false);
                server.start();
                becomes(watch, true);

                server.freeze();
                becomes(watch, false);
                Instant away = clock.instant();
                assertThat(watch.answeredAfter(away)).isFalse();
                server.thaw();
                becomes(watch, true);
                assertThat(watch.answeredAfter(away)).isTrue();
            } finally {
                watch.stop(null);
            }
        }
    }

    private static AgroalDataSource source(ServerProcess server) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .dataSourceImplementation(DataSourceImplementation.AGROAL_POOLLESS)
                .connectionPoolConfiguration(pool -> pool.maxSize(2)
                        .acquisitionTimeout(Duration.ofSeconds(5))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(server.jdbcUrl())
                                .principal(new NamePrincipal(ServerProcess.USER))
                                .credential(new SimplePassword(ServerProcess.PASSWORD))
                                .jdbcProperty("loginTimeout", "3"))));
    }

    private void becomes(DatabaseWatch watch, boolean answering) {
        await().atMost(SOON).until(() -> {
            Instant asked = clock.instant();
            boolean answers = watch.answers();
            assertThat(Duration.between(asked, clock.instant())).isLessThan(Duration.ofMillis(500));
            return answers == answering;
        });
    }
}
