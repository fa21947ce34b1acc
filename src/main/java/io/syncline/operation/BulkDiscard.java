package io.syncline.operation;

import io.syncline.ledger.DeadLetters;
import io.syncline.ledger.ParkedEvents;
import io.syncline.ledger.ParkedEvents.Parked;
import io.syncline.ledger.ParkedFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Discards what a filter matches, a page a transaction, so that no lock is held for long. */
@ApplicationScoped
public class BulkDiscard {
    /** Most events that one call takes; the rest is for the next call. */
    public static final int MOST = 10_000;

    private static final int PAGE = 500;

    private final ParkedEvents parked;
    private final DeadLetters deadLetters;

    @Inject
    BulkDiscard(ParkedEvents parked, DeadLetters deadLetters) {
        this.parked = parked;
        this.deadLetters = deadLetters;
    }

    /** How many events matched, and how many of them were discarded by this call. */
    public record DiscardResult(long matched, int discarded) {}

    /**
     * @param user who decides
     */
    public DiscardResult discard(ParkedFilter filter, String reason, String user) {
        long matched = parked.count(filter);
        deadLetters.discardAsked(filter, reason, matched, user);
        int discarded = 0;
        List<Parked> page;
        Parked last = null;
        do {
            page = deadLetters.discardPage(filter, last, PAGE, reason, user);
            discarded += page.size();
            last = page.isEmpty() ? null : page.get(page.size() - 1);
        } while (page.size() == PAGE && discarded < MOST);
        return new DiscardResult(matched, discarded);
    }
}
