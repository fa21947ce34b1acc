package io.syncline.reconciliation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Shows what is open and when each check last went well. Read from time to time, not by the scrape: that must not wait. */
@ApplicationScoped
public class ReconciliationGauges {
    private static final Logger LOG = Logger.getLogger(ReconciliationGauges.class);
    private static final int LOOK_EVERY_SECONDS = 15;

    private final ReconciliationFigures figures;
    private final Checks checks;
    private final Connectors connectors;
    private final MultiGauge drift;
    private final MultiGauge success;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "reconciliation-gauges"));

    @Inject
    ReconciliationGauges(ReconciliationFigures figures, Checks checks, Connectors connectors, MeterRegistry registry) {
        this.figures = figures;
        this.checks = checks;
        this.connectors = connectors;
        this.drift = MultiGauge.builder("syncline.reconciliation.drift")
                .description("Open findings; those of no connector under connector none")
                .register(registry);
        this.success = MultiGauge.builder("syncline.reconciliation.last.success.timestamp")
                .baseUnit("seconds")
                .description("Unix time of the last run that looked at all there is; 0 before the first")
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
            drift.register(drift(), true);
            success.register(success(), true);
        } catch (RuntimeException e) {
            // What is not known is not shown: an old number would look like a new one.
            LOG.warnf(
                    "the figures of reconciliation could not be read: cause=%s",
                    e.getClass().getSimpleName());
            drift.register(List.of(), true);
            success.register(List.of(), true);
        }
    }

    /** One for each check and connector, so that an alert has a number at all times. */
    private List<Row<?>> drift() {
        Map<Tags, Long> counts = new HashMap<>();
        for (String check : checks.names()) {
            connectors.all().stream()
                    .map(ConnectorConfig::id)
                    .forEach(connector -> counts.put(tags(check, connector), 0L));
            counts.put(tags(check, ReconciliationFigures.NONE), 0L);
        }
        figures.open().forEach(open -> counts.put(tags(open.check(), open.connector()), open.count()));
        return counts.entrySet().stream()
                .<Row<?>>map(count -> Row.of(count.getKey(), count.getValue()))
                .toList();
    }

    private List<Row<?>> success() {
        Map<String, Double> times = new TreeMap<>(figures.lastSuccess());
        checks.names().forEach(check -> times.putIfAbsent(check, 0.0));
        return times.entrySet().stream()
                .<Row<?>>map(time -> Row.of(Tags.of("check", time.getKey()), time.getValue()))
                .toList();
    }

    private static Tags tags(String check, String connector) {
        return Tags.of("check", check, "connector", connector);
    }
}
