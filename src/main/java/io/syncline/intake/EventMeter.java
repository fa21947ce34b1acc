package io.syncline.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.arc.Unremovable;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.ExchangeProperty;

/** Counts outcomes and measures how long events take from receipt to commit. */
@ApplicationScoped
@Named("eventMeter")
@Unremovable
public class EventMeter {
    private final MeterRegistry registry;
    private final Clock clock;

    @Inject
    EventMeter(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** Counts one answer; the body stays the answer. */
    public IntakeResult count(IntakeResult result, @ExchangeProperty(EventProperties.DELIVERY) Delivery delivery) {
        meter(delivery, result);
        return result;
    }

    /** Counts the answers of a committed batch, which stand in the order of its deliveries. */
    public List<IntakeResult> countBatch(
            List<IntakeResult> results, @ExchangeProperty(EventProperties.BATCH) List<Delivery> batch) {
        for (int i = 0; i < results.size(); i++) {
            meter(batch.get(i), results.get(i));
        }
        return results;
    }

    /** Counts another attempt at a parked event; a person's replay is none. */
    void countRetry(String connector) {
        registry.counter("syncline.retries", "connector", connector).increment();
    }

    private void meter(Delivery delivery, IntakeResult result) {
        registry.counter(
                        "syncline.events",
                        "connector",
                        delivery.connector(),
                        "outcome",
                        result.outcome().word())
                .increment();
        if (result.outcome() == Outcome.CREATED || result.outcome() == Outcome.UPDATED) {
            Timer.builder("syncline.event.latency")
                    .description("From receipt of a delivery to the commit of its effects")
                    .publishPercentileHistogram()
                    .tag("connector", delivery.connector())
                    .register(registry)
                    .record(Duration.between(delivery.receivedAt(), clock.instant()));
        }
    }
}
