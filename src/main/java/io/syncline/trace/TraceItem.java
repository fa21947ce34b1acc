package io.syncline.trace;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.syncline.ledger.EventDetail;
import io.syncline.ledger.EventView;
import io.syncline.timeline.TimelineItem;
import java.util.List;

/**
 * The whole way of an item: of a call all its states, of a meeting all its revisions.
 *
 * @param summary where it is, in a sentence
 * @param event the one that was asked for, else the one that waits, else the newest
 * @param events all of the item, by the time they came
 * @param moreSightings how many are left out
 * @param activity as the timeline shows it, with its links and their receipts; null when it is not there
 * @param absences why events of the item are not on the timeline, the most pressing first; empty when all are
 * @param story what happened, by time
 */
public record TraceItem(
        String summary,
        EventView event,
        List<EventView> events,
        List<Sighting> sightings,
        long moreSightings,
        List<Attempt> attempts,
        TimelineItem activity,
        List<Absence> absences,
        List<StoryLine> story) {
    /** Where and when it was seen, and as which event. */
    public record Sighting(String eventKey, @JsonUnwrapped EventDetail.Seen seen) {}

    /** An attempt that did not go through, and at which event. */
    public record Attempt(String eventKey, @JsonUnwrapped EventDetail.Attempt attempt) {}
}
