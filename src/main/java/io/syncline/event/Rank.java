package io.syncline.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;

/**
 * The place of an event in the total order by which facts about one activity merge: source revision, then source time,
 * then the key, so that no two events of an activity are ever equal and arrival does not matter.
 *
 * @param revision the source's own counter (a meeting's sequence, a call's), 0 where it has none
 * @param at the source's own time of the change
 * @param key the event key
 */
public record Rank(long revision, Instant at, String key) implements Comparable<Rank> {
    private static final Comparator<Rank> ORDER =
            Comparator.comparingLong(Rank::revision).thenComparing(Rank::at).thenComparing(Rank::key);

    public Rank {
        requireNonNull(at);
        requireNonNull(key);
    }

    @Override
    public int compareTo(Rank other) {
        return ORDER.compare(this, other);
    }
}
