package io.syncline.operation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.syncline.completeness.MissingLately;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Shows by connector what is missing. It is counted, not looked up, so it is asked less often than the other figures. */
@ApplicationScoped
public class MissingGauge {
    private static final Logger LOG = Logger.getLogger(MissingGauge.class);
    private static final int LOOK_EVERY_SECONDS = 60;

    private final MissingLately missing;
    private final Connectors connectors;
    private final MultiGauge gauge;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "missing-gauge"));

    @Inject
    MissingGauge(MissingLately missing, Connectors connectors, MeterRegistry registry) {
        this.missing = missing;
        this.connectors = connectors;
        this.gauge = MultiGauge.builder("syncline.missing")
                .description(
                        "Items of the last 30 days that are applied and not in the CRM, or held by the source and not"
                                + " read")
                .register(registry);
    }

    void start(@Observes StartupEvent started) {
        var unused = looks.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        looks.shutdownNow();
    }

    void look() {
        try {
            Map<String, Long> counts = new TreeMap<>(missing.byConnector());
            connectors.all().stream().map(ConnectorConfig::id).forEach(id -> counts.putIfAbsent(id, 0L));
            show(counts);
        } catch (RuntimeException e) {
            // What is not known is not shown: an old number would look like a new one.
            LOG.warnf(
                    "what is missing could not be counted: cause=%s",
                    e.getClass().getSimpleName());
            show(Map.of());
        }
    }

    private void show(Map<String, Long> counts) {
        List<Row<?>> rows = counts.entrySet().stream()
                .<Row<?>>map(count -> Row.of(Tags.of("connector", count.getKey()), count.getValue()))
                .toList();
        gauge.register(rows, true);
    }
}
