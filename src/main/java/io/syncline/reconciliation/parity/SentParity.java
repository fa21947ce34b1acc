package io.syncline.reconciliation.parity;

import io.syncline.connector.ConnectorConfig;
import io.syncline.event.Delivery;
import io.syncline.event.Hashes;
import io.syncline.event.SourceEvent;
import io.syncline.intake.BatchIntake;
import io.syncline.intake.EventReading;
import io.syncline.reconciliation.CheckRun;
import io.syncline.reconciliation.Drift;
import io.syncline.reconciliation.SentItems;
import io.syncline.reconciliation.SentItems.SentItem;
import io.syncline.reconciliation.parity.SentQueries.Known;
import io.syncline.reconciliation.parity.SentQueries.Unlisted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A provider's list of calls or leads, as it was sent, against the ledger; and what the CRM has of its time that it has not. */
@ApplicationScoped
class SentParity {
    private static final int PAGE = 100;

    private final SentItems items;
    private final EventReading reading;
    private final BatchIntake intake;
    private final SentQueries queries;
    private final LedgerQueries listed;
    private final CrmParity crm;
    private final Clock clock;

    @Inject
    SentParity(
            SentItems items,
            EventReading reading,
            BatchIntake intake,
            SentQueries queries,
            LedgerQueries listed,
            CrmParity crm,
            Clock clock) {
        this.items = items;
        this.reading = reading;
        this.intake = intake;
        this.queries = queries;
        this.listed = listed;
        this.crm = crm;
        this.clock = clock;
    }

    void compare(CheckRun run, ConnectorConfig connector) {
        listed.forget(run.id());
        Span span = pages(run, connector.id());
        if (span == null) {
            return;
        }
        crm.compare(run, connector, span);
        gone(run, connector.id(), span);
        run.covered(span.of(Kinds.MISSING_IN_LEDGER, connector.id()));
        run.covered(span.of(Kinds.DIFFERENT_REVISION, connector.id()));
    }

    /** The time from the first item to the last; null when none could be read. */
    private Span pages(CheckRun run, String connector) {
        Span span = null;
        long last = 0;
        List<SentItem> page = items.after(run.id(), last, PAGE);
        while (!page.isEmpty()) {
            run.step(connector + ": the list that was sent");
            last = page.get(page.size() - 1).ordinal();
            Set<String> activities = new HashSet<>();
            for (SentItem item : page) {
                Delivery delivery = delivery(connector, item);
                SourceEvent event = read(run, connector, item, delivery);
                if (event != null) {
                    activities.add(compare(run, connector, event).toString());
                    span = widened(span, event.facts().occurredAt());
                }
            }
            run.looked(page.size());
            listed.listed(run.id(), activities);
            page = items.after(run.id(), last, PAGE);
        }
        return span;
    }

    private SourceEvent read(CheckRun run, String connector, SentItem item, Delivery delivery) {
        try {
            return reading.read(delivery);
        } catch (RuntimeException e) {
            run.incomplete(connector + ": item " + item.ordinal() + " of the list cannot be read: " + e.getMessage());
            return null;
        }
    }

    /** The activity that the item is of. */
    private UUID compare(CheckRun run, String connector, SourceEvent event) {
        Known known = queries.known(event.key().value(), event.activityId());
        if (known.event()) {
            // What is parked is of none yet.
            return known.activity() == null ? event.activityId() : known.activity();
        }
        String key = event.key().value();
        Drift drift = known.activity() != null
                ? new Drift(
                        Kinds.DIFFERENT_REVISION,
                        connector,
                        key,
                        event.facts().occurredAt(),
                        "the list has " + event.externalId() + " in another state than came",
                        Map.of("eventKey", key))
                : new Drift(
                        Kinds.MISSING_IN_LEDGER,
                        connector,
                        key,
                        event.facts().occurredAt(),
                        "the list has " + event.externalId() + ", and it never came",
                        Map.of("eventKey", key));
        boolean kept = run.repairs(drift)
                && intake.take(List.of(event.delivery())).get(0).outcome().settled();
        if (kept) {
            run.repaired(drift);
        } else {
            run.found(drift);
        }
        return event.activityId();
    }

    private void gone(CheckRun run, String connector, Span span) {
        UUID after = new UUID(0, 0);
        List<Unlisted> page = queries.unlisted(run.id(), connector, span, after);
        while (!page.isEmpty()) {
            run.step(connector + ": what the list has not");
            for (Unlisted unlisted : page) {
                after = unlisted.activity();
                run.found(new Drift(
                        Kinds.MISSING_IN_SOURCE,
                        connector,
                        unlisted.activity().toString(),
                        unlisted.at(),
                        "the " + unlisted.kind() + " " + unlisted.externalId()
                                + " is in the CRM, and the list that was sent has it not",
                        Map.of("activityId", unlisted.activity().toString())));
            }
            page = queries.unlisted(run.id(), connector, span, after);
        }
        run.covered(span.of(Kinds.MISSING_IN_SOURCE, connector));
    }

    private static Span widened(Span span, Instant at) {
        Instant from = span == null || at.isBefore(span.from()) ? at : span.from();
        Instant end = at.plusMillis(1);
        return new Span(from, span == null || end.isAfter(span.to()) ? end : span.to());
    }

    /** The same line of another list, or of an export, is the same sighting. */
    private Delivery delivery(String connector, SentItem item) {
        return new Delivery(
                connector,
                "export/" + Hashes.sha256(item.item().payload()),
                item.item().contentType(),
                item.item().payload(),
                Map.of(),
                clock.instant());
    }
}
