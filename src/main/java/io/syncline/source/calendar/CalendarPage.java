package io.syncline.source.calendar;

import io.syncline.event.Delivery;
import java.util.List;
import java.util.Optional;

/**
 * A page of a calendar, to be stored as one batch.
 *
 * @param checkpoint to be kept once the last page of a listing has been stored; empty on the others
 */
public record CalendarPage(
        CalendarPoll poll, String calendar, List<Delivery> deliveries, Optional<CalendarCheckpoint> checkpoint) {
    public CalendarPage {
        deliveries = List.copyOf(deliveries);
    }

    /** When no calendar is left to read. */
    static CalendarPage nothing(CalendarPoll poll) {
        return new CalendarPage(poll, "", List.of(), Optional.empty());
    }

    @Override
    public String toString() {
        return "CalendarPage[" + poll.connector() + ", " + deliveries.size() + " events]";
    }
}
