package io.syncline.reconciliation.parity;

import static java.util.stream.Collectors.toSet;

import io.syncline.connector.SourceList.Item;
import io.syncline.connector.SourceList.Listing;
import io.syncline.reconciliation.CheckRun;
import io.syncline.reconciliation.Drift;
import io.syncline.reconciliation.parity.LedgerQueries.Candidate;
import io.syncline.reconciliation.parity.LedgerQueries.Seen;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Activities whose items the source's list does not have. It is asked for them once more: a meeting may have moved to other
 * days, a mail have arrived on another than it was written. What it lost stays in the CRM; a person decides.
 */
@ApplicationScoped
class GoneFromSource {
    private final LedgerQueries queries;
    private final Unread unread;

    @Inject
    GoneFromSource(LedgerQueries queries, Unread unread) {
        this.queries = queries;
        this.unread = unread;
    }

    void compare(CheckRun run, String connector, Listing listing, Span span) {
        UUID after = new UUID(0, 0);
        List<Candidate> page = queries.unlisted(run.id(), connector, span, after);
        while (!page.isEmpty()) {
            run.step(connector + ": what the source holds no longer");
            Set<String> held = held(run, connector, listing, page);
            for (Candidate candidate : page) {
                after = candidate.activity();
                if (candidate.items().stream().noneMatch(held::contains)) {
                    run.found(drift(connector, candidate));
                }
            }
            run.looked(page.size());
            page = queries.unlisted(run.id(), connector, span, after);
        }
    }

    /** The ids that the source has all the same; what it has in another revision was missed, and is found as that. */
    private Set<String> held(CheckRun run, String connector, Listing listing, List<Candidate> page) {
        Set<String> asked =
                page.stream().flatMap(candidate -> candidate.items().stream()).collect(toSet());
        List<Item> there = listing.elsewhere(asked);
        Map<String, Seen> seen = queries.seen(connector, there);
        List<Item> missed = there.stream()
                .filter(item -> seen.get(item.location()) != Seen.THIS_REVISION)
                .toList();
        unread.found(run, connector, missed, seen, listing);
        return there.stream().map(Item::id).collect(toSet());
    }

    private static Drift drift(String connector, Candidate candidate) {
        return new Drift(
                Kinds.MISSING_IN_SOURCE,
                connector,
                candidate.activity().toString(),
                candidate.at(),
                "the " + candidate.kind() + " " + candidate.externalId()
                        + " is in the CRM, and the source holds it no longer",
                Map.of("activityId", candidate.activity().toString(), "items", candidate.items()));
    }
}
