package io.syncline.timeline;

import io.syncline.event.Outcome;
import io.syncline.event.SourceEvent;
import java.util.UUID;

/**
 * An event that is on the timeline.
 *
 * @param outcome created, updated or stale
 */
public record FiledActivity(UUID id, SourceEvent event, Outcome outcome) {
    @Override
    public String toString() {
        return "FiledActivity[" + id + ", " + outcome + "]";
    }
}
