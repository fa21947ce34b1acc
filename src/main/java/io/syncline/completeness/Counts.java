package io.syncline.completeness;

import java.util.Map;
import java.util.Set;

/**
 * How many items of a source are in which state; each is in one, so that {@code seen} is the sum of all others.
 *
 * @param seen items of the source that are known of
 * @param duplicate further places and deliveries of items that were seen before
 * @param missing applied, and not in the CRM; or held by the source, and not read
 */
public record Counts(
        long seen,
        long created,
        long updated,
        long duplicate,
        long stale,
        long excluded,
        long retrying,
        long dead,
        long discarded,
        long missing) {
    private static final Set<String> STATES =
            Set.of("created", "updated", "duplicate", "stale", "excluded", "retrying", "dead", "discarded", "missing");

    public Counts {
        long sum = created + updated + duplicate + stale + excluded + retrying + dead + discarded + missing;
        if (seen != sum) {
            throw new IllegalArgumentException("seen is the sum of all states, " + sum + ", not " + seen);
        }
    }

    /**
     * @param seen by state, what the ledger has
     * @param unread items that the source holds beside them
     */
    static Counts of(Map<String, Long> seen, long unread) {
        if (!STATES.containsAll(seen.keySet())) {
            throw new IllegalArgumentException("an item is in one of " + STATES + ", not in one of " + seen.keySet());
        }
        return new Counts(
                seen.values().stream().mapToLong(Long::longValue).sum() + unread,
                seen.getOrDefault("created", 0L),
                seen.getOrDefault("updated", 0L),
                seen.getOrDefault("duplicate", 0L),
                seen.getOrDefault("stale", 0L),
                seen.getOrDefault("excluded", 0L),
                seen.getOrDefault("retrying", 0L),
                seen.getOrDefault("dead", 0L),
                seen.getOrDefault("discarded", 0L),
                seen.getOrDefault("missing", 0L) + unread);
    }

    Counts plus(Counts other) {
        return new Counts(
                seen + other.seen,
                created + other.created,
                updated + other.updated,
                duplicate + other.duplicate,
                stale + other.stale,
                excluded + other.excluded,
                retrying + other.retrying,
                dead + other.dead,
                discarded + other.discarded,
                missing + other.missing);
    }
}
