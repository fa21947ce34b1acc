package io.syncline.operation;

import static java.util.stream.Collectors.toMap;

import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ConnectorStatus;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.connector.Connectors;
import io.syncline.event.Status;
import io.syncline.lease.RouteState;
import io.syncline.ledger.LedgerCounts;
import io.syncline.routing.RouteStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads how the connectors fare, all of them in four queries. */
@ApplicationScoped
public class ConnectorFigures {
    private final Connectors connectors;
    private final ConnectorStatuses statuses;
    private final LedgerCounts ledger;
    private final RouteStates routes;
    private final ConnectorHealths healths;
    private final Clock clock;

    @Inject
    ConnectorFigures(
            Connectors connectors,
            ConnectorStatuses statuses,
            LedgerCounts ledger,
            RouteStates routes,
            ConnectorHealths healths,
            Clock clock) {
        this.connectors = connectors;
        this.statuses = statuses;
        this.ledger = ledger;
        this.routes = routes;
        this.healths = healths;
        this.clock = clock;
    }

    /**
     * How a connector fares now.
     *
     * @param retrying events that wait for another attempt
     * @param dead dead letters
     * @param unread items that its source held beyond the checkpoint when it was looked at last
     * @param lagSeconds for how long the source has had items that are not read; 0 when there are none
     * @param lastSuccess Unix time in seconds of the last read or delivery; 0 before the first
     * @param health empty where it is not configured any more
     */
    public record Figures(
            long retrying,
            long dead,
            long unread,
            double lagSeconds,
            double lastSuccess,
            Optional<ConnectorHealth> health) {
        static Figures ofGone(Map<Status, Long> parked) {
            return new Figures(of(parked, Status.RETRYING), of(parked, Status.DEAD), 0, 0, 0, Optional.empty());
        }

        static Figures of(
                Map<Status, Long> parked,
                Optional<ConnectorStatus> status,
                Instant lastSuccess,
                ConnectorHealth health,
                Instant now) {
            Instant lagging = status.map(ConnectorStatus::laggingSince).orElse(null);
            return new Figures(
                    of(parked, Status.RETRYING),
                    of(parked, Status.DEAD),
                    status.map(ConnectorStatus::sourceLag).orElse(0L),
                    lagging == null ? 0 : seconds(Duration.between(lagging, now)),
                    lastSuccess == null ? 0 : seconds(Duration.between(Instant.EPOCH, lastSuccess)),
                    Optional.of(health));
        }

        Optional<ConnectorState> state() {
            return health.map(ConnectorHealth::state);
        }

        private static long of(Map<Status, Long> parked, Status status) {
            return parked.getOrDefault(status, 0L);
        }

        private static double seconds(Duration duration) {
            return Math.max(0, duration.toMillis() / 1000.0);
        }
    }

    /** By connector: those that are configured, and those that are not any more but left parked events. */
    public Map<String, Figures> read() {
        Map<String, Map<Status, Long>> parked = ledger.parked();
        Map<String, ConnectorStatus> status =
                statuses.all().stream().collect(toMap(ConnectorStatus::connector, one -> one));
        List<String> called = connectors.all().stream()
                .filter(config -> !config.pulls())
                .map(ConnectorConfig::id)
                .toList();
        Map<String, Instant> lastSeen = ledger.lastSeen(called);
        Map<String, RouteState> states = routes.ofPolled();
        Instant now = clock.instant();
        var figures = new TreeMap<String, Figures>();
        parked.forEach((connector, counts) -> figures.put(connector, Figures.ofGone(counts)));
        for (ConnectorConfig config : connectors.all()) {
            Optional<ConnectorStatus> last = Optional.ofNullable(status.get(config.id()));
            Instant lastSuccess =
                    config.pulls() ? last.map(ConnectorStatus::lastSuccessAt).orElse(null) : lastSeen.get(config.id());
            figures.put(
                    config.id(),
                    Figures.of(
                            parked.getOrDefault(config.id(), Map.of()),
                            last,
                            lastSuccess,
                            healths.of(config, states.get(config.id()), last, lastSuccess),
                            now));
        }
        return figures;
    }
}
