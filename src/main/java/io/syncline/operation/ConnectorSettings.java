package io.syncline.operation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Shows owners and thresholds as metrics, so that alerts have them from the configuration and not from a copy of it. */
@ApplicationScoped
class ConnectorSettings {
    private final Connectors connectors;
    private final MeterRegistry registry;

    @Inject
    ConnectorSettings(Connectors connectors, MeterRegistry registry) {
        this.connectors = connectors;
        this.registry = registry;
    }

    void start(@Observes StartupEvent started) {
        connectors.all().forEach(this::show);
    }

    private void show(ConnectorConfig connector) {
        ConnectorConfig.Common common = connector.common();
        Gauge.builder("syncline.connector.info", () -> 1)
                .description("1; its labels say what the connector is and who mends it")
                .tag("connector", connector.id())
                .tag("type", connector.type())
                .tag("owner", common.owner())
                .register(registry);
        Gauge.builder(
                        "syncline.connector.lag.threshold",
                        () -> common.lagThreshold().toMillis() / 1000.0)
                .baseUnit("seconds")
                .description("Lag after which the connector counts as lagging")
                .tag("connector", connector.id())
                .register(registry);
        Gauge.builder("syncline.connector.failure.threshold", common::failureThreshold)
                .description("Failures in a row after which the connector counts as failing")
                .tag("connector", connector.id())
                .register(registry);
    }
}
