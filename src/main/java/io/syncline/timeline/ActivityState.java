package io.syncline.timeline;

import io.syncline.event.ActivityFacts;
import io.syncline.event.Rank;
import java.util.Map;

/**
 * An activity as its events have made it so far.
 *
 * @param ranks by field the rank of the event that wrote it; {@link #SNAPSHOT} is the newest snapshot, which wrote every
 *     field that has no higher rank of its own
 */
record ActivityState(ActivityFacts facts, Map<String, Rank> ranks) {
    static final String SNAPSHOT = "*";

    ActivityState {
        ranks = Map.copyOf(ranks);
    }
}
