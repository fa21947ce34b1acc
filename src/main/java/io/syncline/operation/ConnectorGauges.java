package io.syncline.operation;

import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.operation.ConnectorFigures.Figures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Shows the connectors' figures as gauges. They are read every few seconds, not by the scrape: it must answer at once
 * while the database does not.
 */
@ApplicationScoped
public class ConnectorGauges {
    private static final Logger LOG = Logger.getLogger(ConnectorGauges.class);
    private static final int LOOK_EVERY_SECONDS = 5;

    private final ConnectorFigures figures;
    private final Connectors connectors;
    private final MeterRegistry registry;
    private final Map<MultiGauge, ToDoubleFunction<Figures>> gauges;
    private final MultiGauge states;
    private volatile Map<String, ConnectorState> known = Map.of();
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "connector-gauges"));

    @Inject
    ConnectorGauges(ConnectorFigures figures, Connectors connectors, MeterRegistry registry) {
        this.figures = figures;
        this.connectors = connectors;
        this.registry = registry;
        gauges = Map.of(
                gauge("syncline.retry.queue.depth", null, "Events that wait for another attempt"),
                Figures::retrying,
                gauge("syncline.dead.letters", null, "Events that wait for a person's decision"),
                Figures::dead,
                gauge("syncline.connector.lag", "seconds", "For how long the source has had items that are not read"),
                Figures::lagSeconds,
                gauge(
                        "syncline.connector.unread",
                        null,
                        "Items that the source held beyond the checkpoint when it was looked at last"),
                Figures::unread,
                gauge(
                        "syncline.connector.last.success.timestamp",
                        "seconds",
                        "Unix time of the last read, or of the last delivery where the source calls; 0 before the first"),
                Figures::lastSuccess);
        states = gauge("syncline.connector.state", null, "1 for the state that the connector is in, 0 for the others");
    }

    void start(@Observes StartupEvent started) {
        // From zero, so that the first failure is an increase that a rate shows.
        for (ConnectorConfig connector : connectors.all()) {
            registry.counter("syncline.retries", "connector", connector.id());
            registry.counter("syncline.connector.failures", "connector", connector.id());
        }
        var unused = looks.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        looks.shutdownNow();
    }

    /** As of the last look; those that are not known are left out. */
    public Map<String, ConnectorState> states() {
        return known;
    }

    private void look() {
        try {
            show(figures.read());
        } catch (RuntimeException e) {
            // An exception would end the schedule. What is not known is not shown: an old number would look like a new
            // one.
            LOG.warnf(
                    "the figures of the connectors could not be read: cause=%s",
                    e.getClass().getSimpleName());
            show(Map.of());
        }
    }

    private void show(Map<String, Figures> read) {
        gauges.forEach((gauge, figure) -> {
            List<Row<?>> rows = read.entrySet().stream()
                    .<Row<?>>map(entry ->
                            Row.of(Tags.of("connector", entry.getKey()), figure.applyAsDouble(entry.getValue())))
                    .toList();
            gauge.register(rows, true);
        });
        List<Row<?>> rows = read.entrySet().stream()
                .flatMap(entry -> entry.getValue().state().stream().flatMap(state -> rows(entry.getKey(), state)))
                .toList();
        states.register(rows, true);
        known = read.entrySet().stream()
                .filter(entry -> entry.getValue().state().isPresent())
                .collect(toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().state().orElseThrow(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** One for each state, so that a graph and an alert have a number for each at all times. */
    private static Stream<Row<?>> rows(String connector, ConnectorState is) {
        return Arrays.stream(ConnectorState.values())
                .map(state -> Row.of(Tags.of("connector", connector, "state", state.word()), state == is ? 1 : 0));
    }

    private MultiGauge gauge(String name, String unit, String description) {
        return MultiGauge.builder(name).baseUnit(unit).description(description).register(registry);
    }
}
