package io.syncline.faults;

import java.time.Instant;

/**
 * A source item, and what must have become of it in the end.
 *
 * @param name kind and what tells it from all others: its external id, or its words where the source gives it no id
 * @param connector by which it comes
 * @param state in which its activity must end; null where there may be none
 * @param fate what must become of it
 * @param places how many sightings it makes at least: folders, calendars and states, not redeliveries
 * @param ask what a person who looks for it would enter
 * @param since when it came to be at its source
 */
record Item(String name, String connector, String state, Fate fate, int places, String ask, Instant since) {
    /** What must become of an item. */
    enum Fate {
        /** It is one activity. */
        FILED,
        /** Nobody can read it: it is a dead letter. */
        DEAD,
        /** It was taken away at its source, perhaps before anybody read it: one activity in its state, or none. */
        OPTIONAL
    }

    String kind() {
        return name.substring(0, name.indexOf(' '));
    }

    /** The same item, ending in another state or otherwise. */
    Item become(String otherState, Fate otherFate) {
        return new Item(name, connector, otherState, otherFate, places, ask, since);
    }
}
