package io.syncline.shape;

import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ImapConfig;
import io.syncline.ledger.LedgerCounts;
import io.syncline.ledger.LedgerCounts.Cluster;
import io.syncline.ledger.StoredEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares what the source of a connector sent within some days with what its mapping reads. The first review of a connector
 * takes what it finds for what is known.
 */
@ApplicationScoped
public class MappingReview {
    private final ShapeObservation observation;
    private final StoredShapes stored;
    private final KnownShapes known;
    private final MappingSamples samples;
    private final LedgerCounts ledger;
    private final StoredEvents events;
    private final Clock clock;

    @Inject
    MappingReview(
            ShapeObservation observation,
            StoredShapes stored,
            KnownShapes known,
            MappingSamples samples,
            LedgerCounts ledger,
            StoredEvents events,
            Clock clock) {
        this.observation = observation;
        this.stored = stored;
        this.known = known;
        this.samples = samples;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What a review found.
     *
     * @param items that came within the days
     */
    public record Result(long items, List<MappingDrift> drifts) {
        public Result {
            drifts = List.copyOf(drifts);
        }
    }

    /**
     * What differs. A review of days that do not reach to today changes nothing that is known. What other replicas observed within the last minute is in the next review.
     *
     * @param from the first day (UTC)
     * @param to the day after the last
     */
    public Result review(ConnectorConfig connector, LocalDate from, LocalDate to) {
        observation.flush();
        return compared(connector, from, to);
    }

    @Transactional
    Result compared(ConnectorConfig connector, LocalDate from, LocalDate to) {
        ObservedShapes observed = stored.between(connector.id(), from, to);
        var drifts = new ArrayList<>(failing(connector.id(), from));
        if (observed.total() > 0) {
            var comparison = new ShapeComparison(
                    known.of(connector.id()), observed, samples.of(connector), !(connector instanceof ImapConfig));
            if (to.isAfter(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
                known.become(connector.id(), comparison.agreed());
            }
            drifts.addAll(comparison.drifts());
        }
        return new Result(observed.total(), drifts);
    }

    /** Dead letters by causes that were not there before these days. */
    private List<MappingDrift> failing(String connector, LocalDate from) {
        return ledger.deadLetters().stream()
                .filter(cluster -> cluster.connector().equals(connector))
                .filter(cluster -> !cluster.first()
                        .isBefore(from.atStartOfDay(ZoneOffset.UTC).toInstant()))
                .map(this::failing)
                .toList();
    }

    private MappingDrift failing(Cluster cluster) {
        List<String> sample = events.find(cluster.sample()).stream()
                .flatMap(event -> PayloadShapes.of(event.delivery()).seen().stream())
                .filter(path -> !path.path().isEmpty())
                .sorted()
                .map(path -> path.path() + " " + path.type().word())
                .toList();
        return new MappingDrift(
                DriftKind.NEWLY_FAILING,
                cluster.cause(),
                cluster.count() + " items fail since "
                        + cluster.first().toString().substring(0, 10) + ": " + cluster.error(),
                Map.of("items", cluster.count(), "error", cluster.error(), "sample", sample),
                cluster.first());
    }
}
