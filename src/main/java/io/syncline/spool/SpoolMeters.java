package io.syncline.spool;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Shows how much waits in the spool, and counts what went there. */
@ApplicationScoped
public class SpoolMeters {
    private static final String SPOOLED = "syncline.spooled";

    private final MeterRegistry registry;
    private final Connectors connectors;
    private final Spool spool;

    @Inject
    SpoolMeters(MeterRegistry registry, Connectors connectors, Spool spool) {
        this.registry = registry;
        this.connectors = connectors;
        this.spool = spool;
    }

    void start(@Observes StartupEvent started) {
        Gauge.builder("syncline.spool.deliveries", spool, Spool::deliveries)
                .description("Webhook deliveries on disk that wait for the database")
                .register(registry);
        Gauge.builder("syncline.spool", spool, Spool::bytes)
                .baseUnit("bytes")
                .description("Size of the requests that wait")
                .register(registry);
        Gauge.builder("syncline.spool.damaged", spool, Spool::aside)
                .description("Spooled requests that could not be handed on and were put aside for a person")
                .register(registry);
        // From zero, so that the first one is an increase that a rate shows.
        connectors.all().stream()
                .filter(connector -> !connector.pulls())
                .map(ConnectorConfig::id)
                .forEach(connector -> spooled(connector, 0));
    }

    /** Counts deliveries that were spooled. */
    public void spooled(String connector, int deliveries) {
        registry.counter(SPOOLED, "connector", connector).increment(deliveries);
    }
}
