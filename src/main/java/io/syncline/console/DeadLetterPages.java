package io.syncline.console;

import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.console.DeadLetterPage.Line;
import io.syncline.crm.MissingException;
import io.syncline.event.Status;
import io.syncline.ledger.EventFilter;
import io.syncline.ledger.EventView;
import io.syncline.ledger.LedgerCounts;
import io.syncline.ledger.LedgerCounts.Cluster;
import io.syncline.ledger.LedgerQuery;
import io.syncline.ledger.ParkedFilter;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Gathers dead letters by their causes. */
@ApplicationScoped
class DeadLetterPages {
    private final LedgerCounts counts;
    private final LedgerQuery ledger;
    private final Connectors connectors;
    private final ReplayRuns runs;
    private final Clock clock;

    @Inject
    DeadLetterPages(LedgerCounts counts, LedgerQuery ledger, Connectors connectors, ReplayRuns runs, Clock clock) {
        this.counts = counts;
        this.ledger = ledger;
        this.connectors = connectors;
        this.runs = runs;
        this.clock = clock;
    }

    /** The most frequent first. */
    List<Line> causes() {
        return counts.deadLetters().stream().map(this::line).toList();
    }

    /**
     * @throws MissingException if there is no dead letter of it, and nobody has lately had some replayed here
     */
    DeadLetterPage page(String connector, String cause, PageRequest request) {
        Optional<Cluster> cluster = counts.deadLetters().stream()
                .filter(one -> one.connector().equals(connector) && cause.equals(one.cause()))
                .findFirst();
        ReplayRuns.Run run = runs.of(filter(connector, cause)).orElse(null);
        if (cluster.isEmpty() && run == null) {
            throw new MissingException("dead letter of this cause, of connector", connector);
        }
        Page<EventView> events = ledger.list(new EventFilter(Status.DEAD, null, connector, false, cause), request);
        Line line = line(
                cluster.orElseGet(() -> new Cluster(connector, cause, 0, clock.instant(), clock.instant(), "", null)));
        return new DeadLetterPage(line, events.items(), events.next(), run);
    }

    static ParkedFilter filter(String connector, String cause) {
        return new ParkedFilter(connector, Status.DEAD, cause, null, null);
    }

    private Line line(Cluster cluster) {
        return new Line(
                cluster,
                connectors
                        .find(cluster.connector())
                        .map(ConnectorConfig::common)
                        .map(ConnectorConfig.Common::owner)
                        .orElse(null));
    }
}
