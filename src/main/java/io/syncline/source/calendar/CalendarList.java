package io.syncline.source.calendar;

import io.syncline.connector.CalendarConfig;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.SourceHistory.Days;
import io.syncline.connector.SourceList;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Lists the events of calendars by id and etag. */
@ApplicationScoped
class CalendarList implements SourceList {
    private final CalendarListing listing;
    private final CalendarDeliveries deliveries;

    @Inject
    CalendarList(CalendarListing listing, CalendarDeliveries deliveries) {
        this.listing = listing;
        this.deliveries = deliveries;
    }

    @Override
    public String connectorType() {
        return "google-calendar";
    }

    @Override
    public Listing list(ConnectorConfig connector, Days days) {
        var config = (CalendarConfig) connector;
        var all = new Days(config.since().orElse(null), null);
        return new EventListing(
                new HistoryPages(config, days, listing, deliveries),
                new HistoryPages(config, all, listing, deliveries));
    }
}
