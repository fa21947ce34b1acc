package io.syncline.shape;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a process saw of one connector since it was last stored. What is familiar is always counted; of what is not there is
 * an end, so that nobody fills the memory, or crowds out the others, with names that they make up.
 */
final class ConnectorTally {
    static final int MOST_UNFAMILIAR = 1_000;

    private Map<PathType, Seen> counts = new HashMap<>();
    private Set<PathType> familiar = Set.of();
    private int unfamiliar;

    /** How often, and when first and last. */
    record Seen(long times, Instant first, Instant last) {
        Seen and(Seen other) {
            return new Seen(
                    times + other.times,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    synchronized void add(Set<PathType> shape, Instant now) {
        var once = new Seen(1, now, now);
        boolean left = false;
        for (PathType path : shape) {
            if (counts.containsKey(path) || mayBegin(path)) {
                counts.merge(path, once, Seen::and);
            } else {
                left = true;
            }
        }
        if (left && !shape.contains(PathType.MORE)) {
            counts.merge(PathType.MORE, once, Seen::and);
        }
    }

    private boolean mayBegin(PathType path) {
        return path.path().isEmpty() || familiar.contains(path) || ++unfamiliar <= MOST_UNFAMILIAR;
    }

    synchronized void becomeFamiliar(Set<PathType> paths) {
        familiar = paths;
    }

    /** Hands over what was counted, and begins anew. */
    synchronized Map<PathType, Seen> take() {
        Map<PathType, Seen> taken = counts;
        counts = new HashMap<>();
        unfamiliar = 0;
        return taken;
    }

    /** Takes back what could not be stored. */
    synchronized void putBack(Map<PathType, Seen> taken) {
        taken.forEach((path, seen) -> counts.merge(path, seen, Seen::and));
    }
}
