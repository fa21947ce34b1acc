package io.syncline.operation;

import static java.util.stream.Collectors.toMap;

import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ConnectorStatus;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.connector.Connectors;
import io.syncline.event.Status;
import io.syncline.ledger.LedgerCounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads how the connectors fare, all of them in three queries. */
@ApplicationScoped
public class ConnectorFigures {
    private final Connectors connectors;
    private final ConnectorStatuses statuses;
    private final LedgerCounts ledger;
    private final Clock clock;

    @Inject
    ConnectorFigures(Connectors connectors, ConnectorStatuses statuses, LedgerCounts ledger, Clock clock) {
        this.connectors = connectors;
        this.statuses = statuses;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * How a connector fares now.
     *
     * @param retrying events that wait for another attempt
     * @param dead dead letters
     * @param lagSeconds for how long the source has had items that are not read; 0 when there are none
     * @param lastSuccess Unix time in seconds of the last read or delivery; 0 before the first
     */
    record Figures(long retrying, long dead, double lagSeconds, double lastSuccess) {
        static Figures of(Map<Status, Long> parked, Instant laggingSince, Instant lastSuccess, Instant now) {
            return new Figures(
                    parked.getOrDefault(Status.RETRYING, 0L),
                    parked.getOrDefault(Status.DEAD, 0L),
                    laggingSince == null ? 0 : seconds(Duration.between(laggingSince, now)),
                    lastSuccess == null ? 0 : seconds(Duration.between(Instant.EPOCH, lastSuccess)));
        }

        private static double seconds(Duration duration) {
            return Math.max(0, duration.toMillis() / 1000.0);
        }
    }

    /** By connector: those that are configured, and those that are not any more but left parked events. */
    Map<String, Figures> read() {
        Map<String, Map<Status, Long>> parked = ledger.parked();
        Map<String, ConnectorStatus> status =
                statuses.all().stream().collect(toMap(ConnectorStatus::connector, one -> one));
        List<String> called = connectors.all().stream()
                .filter(config -> !config.pulls())
                .map(ConnectorConfig::id)
                .toList();
        Map<String, Instant> lastSeen = ledger.lastSeen(called);
        Instant now = clock.instant();
        var figures = new TreeMap<String, Figures>();
        parked.forEach((connector, counts) -> figures.put(connector, Figures.of(counts, null, null, now)));
        for (ConnectorConfig config : connectors.all()) {
            ConnectorStatus last = status.get(config.id());
            Instant read = last == null ? null : last.lastSuccessAt();
            figures.put(
                    config.id(),
                    Figures.of(
                            parked.getOrDefault(config.id(), Map.of()),
                            last == null ? null : last.laggingSince(),
                            config.pulls() ? read : lastSeen.get(config.id()),
                            now));
        }
        return figures;
    }
}
