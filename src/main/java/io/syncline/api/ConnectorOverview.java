package io.syncline.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.backfill.Backfills;
import io.syncline.completeness.MissingLately;
import io.syncline.connector.Checkpoints;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ConnectorStatus;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.connector.Connectors;
import io.syncline.connector.SourceGaps;
import io.syncline.lease.Leases;
import io.syncline.lease.Leases.Holder;
import io.syncline.lease.RouteState;
import io.syncline.ledger.LedgerCounts;
import io.syncline.operation.ConnectorHealth;
import io.syncline.operation.ConnectorHealths;
import io.syncline.routing.RouteStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what is known of the connectors. */
@ApplicationScoped
public class ConnectorOverview {
    private final Connectors connectors;
    private final RouteStates routes;
    private final Leases leases;
    private final ConnectorStatuses statuses;
    private final Checkpoints checkpoints;
    private final LedgerCounts ledger;
    private final MissingLately missing;
    private final ConnectorHealths healths;
    private final SourceGaps gaps;
    private final Backfills backfills;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    ConnectorOverview(
            Connectors connectors,
            RouteStates routes,
            Leases leases,
            ConnectorStatuses statuses,
            Checkpoints checkpoints,
            LedgerCounts ledger,
            MissingLately missing,
            ConnectorHealths healths,
            SourceGaps gaps,
            Backfills backfills,
            ObjectMapper json,
            Clock clock) {
        this.connectors = connectors;
        this.routes = routes;
        this.leases = leases;
        this.statuses = statuses;
        this.checkpoints = checkpoints;
        this.ledger = ledger;
        this.missing = missing;
        this.healths = healths;
        this.gaps = gaps;
        this.backfills = backfills;
        this.json = json;
        this.clock = clock;
    }

    /** All connectors by id. */
    public List<ConnectorAnswer> all() {
        return all(ledger.outcomes(), missing.byConnector());
    }

    /** All connectors by id without the counts of all that was seen, which take time to count. */
    public List<ConnectorAnswer> now() {
        return all(Map.of(), missing.byConnector());
    }

    /** How far each has read; without counts, which take time to count. */
    public List<ConnectorReading> readings() {
        return all(Map.of(), Map.of()).stream()
                .map(answer -> ConnectorReading.of(
                        answer,
                        connectors.find(answer.id()).map(ConnectorConfig::pulls).orElse(false)))
                .toList();
    }

    private List<ConnectorAnswer> all(Map<String, Map<String, Long>> counts, Map<String, Long> missing) {
        Map<String, Instant> lastSeen = ledger.lastSeen(
                connectors.all().stream().map(ConnectorConfig::id).toList());
        Map<String, RouteState> states = routes.ofPolled();
        Map<String, Holder> holders = leases.holders();
        return connectors.all().stream()
                .map(config -> answer(
                        config,
                        states.get(config.id()),
                        holders.get(config.id()),
                        counts.getOrDefault(config.id(), Map.of()),
                        missing.getOrDefault(config.id(), 0L),
                        lastSeen.get(config.id())))
                .toList();
    }

    private ConnectorAnswer answer(
            ConnectorConfig config,
            RouteState routes,
            Holder holder,
            Map<String, Long> counts,
            long missingItems,
            Instant lastSeen) {
        Optional<ConnectorStatus> status = statuses.find(config.id());
        Instant lastSuccess =
                config.pulls() ? status.map(ConnectorStatus::lastSuccessAt).orElse(null) : lastSeen;
        ConnectorHealth health = healths.of(config, routes, status, lastSuccess);
        return new ConnectorAnswer(
                config.id(),
                config.type(),
                config.common().owner(),
                health.state(),
                health.reason(),
                holder,
                status.flatMap(ConnectorStatus::pause).orElse(null),
                checkpoints.all(config.id()),
                lag(status),
                status.map(ConnectorStatus::lookedAt).orElse(null),
                status.map(ConnectorStatus::unread).map(this::unread).orElse(Map.of()),
                lastSuccess,
                status.map(ConnectorStatus::lastFailureAt).orElse(null),
                Optional.ofNullable(routes)
                        .flatMap(RouteState::problem)
                        .or(() -> status.map(ConnectorStatus::lastError))
                        .orElse(null),
                status.map(ConnectorStatus::consecutiveFailures).orElse(0),
                missingItems,
                gaps(config.id()),
                counts);
    }

    private List<ConnectorAnswer.Gap> gaps(String connector) {
        return gaps.of(connector).stream()
                .filter(gap -> !backfills.covered(connector, gap.from(), gap.to(), gap.noticedAt()))
                .map(gap -> new ConnectorAnswer.Gap(
                        gap.scope(),
                        gap.reason(),
                        gap.noticedAt(),
                        new BackfillsResource.Command(connector, gap.from(), gap.to(), false)))
                .toList();
    }

    private Map<String, Long> unread(String text) {
        try {
            return json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConnectorAnswer.Lag lag(Optional<ConnectorStatus> status) {
        Instant since = status.map(ConnectorStatus::laggingSince).orElse(null);
        long seconds =
                since == null ? 0 : Duration.between(since, clock.instant()).toSeconds();
        return new ConnectorAnswer.Lag(status.map(ConnectorStatus::sourceLag).orElse(0L), since, seconds);
    }
}
