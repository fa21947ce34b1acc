package io.syncline.console;

import io.syncline.api.ConnectorAnswer;
import io.syncline.api.ConnectorOverview;
import io.syncline.connector.ConnectorConfig;
import io.syncline.console.OverviewPage.Line;
import io.syncline.event.Status;
import io.syncline.ledger.EventFilter;
import io.syncline.ledger.LedgerCounts;
import io.syncline.ledger.LedgerHours;
import io.syncline.ledger.LedgerHours.Hour;
import io.syncline.ledger.LedgerQuery;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers how things stand. */
@ApplicationScoped
class Overview {
    private static final int RECENT = 20;

    private final ConnectorOverview connectors;
    private final LedgerCounts ledger;
    private final LedgerHours hours;
    private final LedgerQuery events;
    private final Needs needs;
    private final Clock clock;

    @Inject
    Overview(
            ConnectorOverview connectors,
            LedgerCounts ledger,
            LedgerHours hours,
            LedgerQuery events,
            Needs needs,
            Clock clock) {
        this.connectors = connectors;
        this.ledger = ledger;
        this.hours = hours;
        this.events = events;
        this.needs = needs;
        this.clock = clock;
    }

    OverviewPage page() {
        Instant now = clock.instant();
        Map<String, Map<Status, Long>> parked = ledger.parked();
        Map<String, List<Hour>> lately = lately();
        List<ConnectorAnswer> all = connectors.now();
        List<Line> lines = all.stream()
                .map(connector -> line(
                        connector,
                        parked.getOrDefault(connector.id(), Map.of()),
                        lately.getOrDefault(connector.id(), List.of())))
                .toList();
        return new OverviewPage(needs.of(all), lines, now);
    }

    ConnectorPage connector(ConnectorConfig config) {
        String id = config.id();
        ConnectorAnswer answer = connectors.all().stream()
                .filter(connector -> connector.id().equals(id))
                .findFirst()
                .orElseThrow();
        var itsOwn = new EventFilter(null, null, id, false, null);
        return new ConnectorPage(
                answer,
                Settings.of(config),
                config.pulls(),
                Sparkline.of(lately().getOrDefault(id, List.of())),
                events.list(itsOwn, new PageRequest(null, RECENT, Optional.empty()))
                        .items());
    }

    private Map<String, List<Hour>> lately() {
        return hours.since(clock.instant().minus(Duration.ofHours(Sparkline.HOURS)), Sparkline.HOURS);
    }

    private static Line line(ConnectorAnswer connector, Map<Status, Long> parked, List<Hour> lately) {
        return new Line(
                connector,
                parked.getOrDefault(Status.RETRYING, 0L),
                parked.getOrDefault(Status.DEAD, 0L),
                Sparkline.of(lately));
    }
}
