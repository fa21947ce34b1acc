package io.syncline.shape;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.syncline.connector.ConnectorConfig;
import io.syncline.event.Delivery;
import io.syncline.event.Translator;
import io.syncline.ledger.StoredEvents;
import io.syncline.shape.SampleReads.Sample;
import io.syncline.source.payload.ReadPaths;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lets the mapping of a connector read items that the ledger has, and watches what it reads. Nothing comes of it. */
@ApplicationScoped
class MappingSamples {
    private static final int NEWEST = 100;
    private static final int DEAD = 20;

    private final StoredEvents events;
    private final Map<String, Translator> byType;

    @Inject
    MappingSamples(StoredEvents events, @Any Instance<Translator> translators) {
        this.events = events;
        this.byType = translators.stream().collect(toUnmodifiableMap(Translator::connectorType, Function.identity()));
    }

    SampleReads of(ConnectorConfig connector) {
        Translator translator = byType.get(connector.type());
        return new SampleReads(Stream.concat(
                        events.newest(connector.id(), false, NEWEST).stream(),
                        events.newest(connector.id(), true, DEAD).stream())
                .map(delivery -> read(translator, delivery))
                .toList());
    }

    private static Sample read(Translator translator, Delivery delivery) {
        var applies = new AtomicBoolean();
        Set<String> reads = ReadPaths.during(() -> {
            try {
                translator.translate(delivery);
                applies.set(true);
            } catch (RuntimeException unreadable) {
                // Up to there it was read.
            }
        });
        return new Sample(PayloadShapes.of(delivery).seen(), reads, applies.get());
    }
}
