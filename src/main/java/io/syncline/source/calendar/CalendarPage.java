package io.syncline.source.calendar;

import io.syncline.event.Delivery;
import java.util.List;

/**
 * A page of a calendar, to be stored as one batch.
 *
 * @param nextSyncToken on the last page of a listing only, else null
 */
public record CalendarPage(String connector, String calendar, List<Delivery> deliveries, String nextSyncToken) {
    public CalendarPage {
        deliveries = List.copyOf(deliveries);
    }

    @Override
    public String toString() {
        return "CalendarPage[" + connector + ", " + deliveries.size() + " events]";
    }
}
