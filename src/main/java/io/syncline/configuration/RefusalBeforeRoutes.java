package io.syncline.configuration;

import io.quarkus.arc.Unremovable;
import io.syncline.connector.SynclineConfig;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelContextCustomizer;

/** Reads the configuration before the first route starts: Camel starts before the application's other observers. */
@Singleton
@Unremovable
class RefusalBeforeRoutes implements CamelContextCustomizer {
    private final Provider<SynclineConfig> config;
    private final Provider<OwnershipFile> ownership;

    @Inject
    RefusalBeforeRoutes(Provider<SynclineConfig> config, Provider<OwnershipFile> ownership) {
        this.config = config;
        this.ownership = ownership;
    }

    @Override
    public void configure(CamelContext context) {
        config.get();
        ownership.get();
    }
}
