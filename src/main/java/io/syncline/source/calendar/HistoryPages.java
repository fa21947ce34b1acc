package io.syncline.source.calendar;

import io.syncline.connector.CalendarConfig;
import io.syncline.connector.SourceHistory.Days;
import io.syncline.event.Delivery;
import java.util.List;

/** The events of some days in a connector's calendars, page by page. */
final class HistoryPages {
    private final CalendarConfig config;
    private final Days days;
    private final CalendarListing listing;
    private final CalendarDeliveries deliveries;

    HistoryPages(CalendarConfig config, Days days, CalendarListing listing, CalendarDeliveries deliveries) {
        this.config = config;
        this.days = days;
        this.listing = listing;
        this.deliveries = deliveries;
    }

    List<String> calendars() {
        return config.calendars();
    }

    /** A calendar's place in the configuration; its id is a person's address. */
    String name(String calendar) {
        return "calendars[" + config.calendars().indexOf(calendar) + "]";
    }

    /**
     * @param token of the page before, or null for the first
     */
    ListedPage page(String calendar, String token) {
        return listing.page(config, calendar, days.from(), days.to(), token);
    }

    List<Delivery> deliveries(String calendar, ListedPage page) {
        return deliveries.of(config, calendar, page.events());
    }

    /** The API says nothing of it before the last page. */
    long count(String calendar) {
        long events = 0;
        String token = null;
        do {
            ListedPage page = page(calendar, token);
            events += page.events().size();
            token = page.nextPageToken();
        } while (token != null);
        return events;
    }
}
