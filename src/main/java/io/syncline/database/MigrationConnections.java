package io.syncline.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.configuration.AgroalDataSourceConfiguration.DataSourceImplementation;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Gives migrations connections of their own, without the bounds of the application's: an index on a large table takes
 * minutes without a word from the server, and the transaction that guards the migrations is idle meanwhile.
 */
@ApplicationScoped
class MigrationConnections implements FlywayConfigurationCustomizer {
    private static final String ANSWER_TIMEOUT = "socketTimeout";
    private static final int MOST = 4;

    @Override
    public void customize(FluentConfiguration flyway) {
        if (flyway.getDataSource() instanceof AgroalDataSource application) {
            var factory =
                    application.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
            var migrations = new AgroalDataSourceConfigurationSupplier()
                    .dataSourceImplementation(DataSourceImplementation.AGROAL_POOLLESS)
                    .connectionPoolConfiguration(
                            pool -> pool.maxSize(MOST).connectionFactoryConfiguration(patient(factory)));
            try {
                flyway.dataSource(AgroalDataSource.from(migrations));
            } catch (SQLException e) {
                throw new IllegalStateException("no connections for migrations", e);
            }
        }
    }

    private static AgroalConnectionFactoryConfigurationSupplier patient(AgroalConnectionFactoryConfiguration factory) {
        var patient = new AgroalConnectionFactoryConfigurationSupplier()
                .jdbcUrl(factory.jdbcUrl())
                .connectionProviderClass(factory.connectionProviderClass())
                .principal(factory.principal());
        factory.credentials().forEach(patient::credential);
        factory.securityProviders().forEach(patient::addSecurityProvider);
        factory.jdbcProperties().stringPropertyNames().stream()
                .filter(name -> !name.equals(ANSWER_TIMEOUT))
                .forEach(name ->
                        patient.jdbcProperty(name, factory.jdbcProperties().getProperty(name)));
        return patient;
    }
}
