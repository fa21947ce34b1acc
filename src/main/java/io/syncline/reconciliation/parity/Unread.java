package io.syncline.reconciliation.parity;

import io.syncline.connector.SourceList.Item;
import io.syncline.connector.SourceList.Listing;
import io.syncline.intake.BatchIntake;
import io.syncline.reconciliation.CheckRun;
import io.syncline.reconciliation.Drift;
import io.syncline.reconciliation.parity.LedgerQueries.Seen;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Items that the source holds and the ledger has not seen so. To repair them is to read them, as the poll should have. */
@ApplicationScoped
class Unread {
    private final BatchIntake intake;
    private final LedgerQueries queries;

    @Inject
    Unread(BatchIntake intake, LedgerQueries queries) {
        this.intake = intake;
        this.queries = queries;
    }

    /**
     * @param seen by location, those that were seen in another revision
     */
    void found(CheckRun run, String connector, List<Item> items, Map<String, Seen> seen, Listing listing) {
        Map<Item, Drift> repairs = new LinkedHashMap<>();
        for (Item item : items) {
            Drift drift = drift(connector, item, seen.containsKey(item.location()));
            if (run.repairs(drift)) {
                repairs.put(item, drift);
            } else {
                run.found(drift);
            }
        }
        if (repairs.isEmpty()) {
            return;
        }
        listing.fetch(repairs.keySet(), intake::take);
        Map<String, Seen> now = new HashMap<>(queries.seen(connector, List.copyOf(repairs.keySet())));
        repairs.forEach((item, drift) -> {
            if (now.get(item.location()) == Seen.THIS_REVISION) {
                run.repaired(drift);
            } else {
                run.found(drift);
            }
        });
    }

    private static Drift drift(String connector, Item item, boolean otherRevision) {
        Map<String, Object> details = new LinkedHashMap<>(item.words());
        details.put("location", item.location());
        String named = item.words().values().stream().findFirst().orElse(item.location());
        return otherRevision
                ? new Drift(
                        Kinds.DIFFERENT_REVISION,
                        connector,
                        item.id(),
                        item.at(),
                        "the source holds " + named + " in another revision than was read",
                        details)
                : new Drift(
                        Kinds.MISSING_IN_LEDGER,
                        connector,
                        item.id(),
                        item.at(),
                        "the source holds " + named + ", and it was never read there",
                        details);
    }
}
