package io.syncline.console;

import io.syncline.api.ConnectorReading;
import io.syncline.ledger.EventView;
import io.syncline.trace.Absence;
import io.syncline.trace.StoryLine;
import io.syncline.trace.Trace;
import io.syncline.trace.TraceItem;
import java.util.List;

/**
 * What was found for a text, and where nothing was, how far the sources have been read.
 *
 * @param q as it was asked; empty before anything is
 * @param trace null before anything is asked
 */
record TracePage(String q, Trace trace, List<Item> items, List<ConnectorReading> readings) {
    static final TracePage EMPTY = new TracePage("", null, List.of(), List.of());

    /**
     * An item, and its entry on the timeline.
     *
     * @param entry null where it is on none
     */
    record Item(TraceItem item, TimelineEntry entry) {
        public String summary() {
            return item.summary();
        }

        public List<EventView> events() {
            return item.events();
        }

        public List<Absence> absences() {
            return item.absences();
        }

        public List<StoryLine> story() {
            return item.story();
        }

        public List<TraceItem.Sighting> sightings() {
            return item.sightings();
        }
    }
}
