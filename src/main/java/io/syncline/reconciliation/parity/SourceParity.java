package io.syncline.reconciliation.parity;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.syncline.connector.CalendarConfig;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ImapConfig;
import io.syncline.connector.SourceHistory.Days;
import io.syncline.connector.SourceList;
import io.syncline.connector.SourceList.Item;
import io.syncline.connector.SourceList.Listing;
import io.syncline.reconciliation.CheckRun;
import io.syncline.reconciliation.ReconciliationConfig;
import io.syncline.reconciliation.parity.LedgerQueries.Seen;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The source's own list against the ledger: page by page what was never read, or read in another revision; then what is gone. */
@ApplicationScoped
class SourceParity {
    private final Map<String, SourceList> byType;
    private final LedgerQueries queries;
    private final Unread unread;
    private final GoneFromSource gone;
    private final ReconciliationConfig.Parity config;
    private final Clock clock;

    @Inject
    SourceParity(
            @Any Instance<SourceList> lists,
            LedgerQueries queries,
            Unread unread,
            GoneFromSource gone,
            ReconciliationConfig config,
            Clock clock) {
        this.byType = lists.stream().collect(toUnmodifiableMap(SourceList::connectorType, Function.identity()));
        this.queries = queries;
        this.unread = unread;
        this.gone = gone;
        this.config = config.parity();
        this.clock = clock;
    }

    void compare(CheckRun run, ConnectorConfig connector) {
        Optional<LocalDate> since = since(connector);
        LocalDate from = since.filter(day ->
                        run.order().from() == null || day.isAfter(run.order().from()))
                .orElse(run.order().from());
        LocalDate to = run.order().to();
        if (from != null && to != null && !from.isBefore(to)) {
            return;
        }
        queries.forget(run.id());
        try (Listing listing = byType.get(connector.type()).list(connector, new Days(from, to))) {
            pages(run, connector.id(), listing);
            listing.problems().forEach(problem -> run.incomplete(connector.id() + ": " + problem));
            if (listing.problems().isEmpty()) {
                Span span = Span.of(from, to);
                gone.compare(run, connector.id(), listing, span);
                covered(run, connector, span);
            }
        }
    }

    private void pages(CheckRun run, String connector, Listing listing) {
        Instant settled = clock.instant().minus(config.grace());
        run.step(connector + ": the source's list");
        for (List<Item> page = listing.next(); page != null; page = listing.next()) {
            queries.listed(run.id(), page.stream().map(Item::id).toList());
            List<Item> old = page.stream()
                    .filter(item -> item.changedAt() == null || item.changedAt().isBefore(settled))
                    .toList();
            Map<String, Seen> seen = queries.seen(connector, old);
            List<Item> missing = old.stream()
                    .filter(item -> seen.get(item.location()) != Seen.THIS_REVISION)
                    // Made and cancelled between two polls.
                    .filter(item -> !item.cancelled() || seen.containsKey(item.location()))
                    .toList();
            unread.found(run, connector, missing, seen, listing);
            run.looked(page.size());
            run.step(connector + ": the source's list");
        }
    }

    private static void covered(CheckRun run, ConnectorConfig connector, Span span) {
        Span listed = connector instanceof ImapConfig ? span.surely() : span;
        run.covered(listed.of(Kinds.MISSING_IN_LEDGER, connector.id()));
        run.covered(listed.of(Kinds.DIFFERENT_REVISION, connector.id()));
        run.covered(span.of(Kinds.MISSING_IN_SOURCE, connector.id()));
    }

    private static Optional<LocalDate> since(ConnectorConfig connector) {
        return connector instanceof ImapConfig mailbox
                ? mailbox.since()
                : connector instanceof CalendarConfig calendars ? calendars.since() : Optional.empty();
    }
}
