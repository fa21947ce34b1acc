package io.syncline.source.calendar;

import io.syncline.connector.CalendarConfig;
import io.syncline.connector.Checkpoints;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.SourceLook;
import io.syncline.event.PermanentSyncException;
import io.syncline.source.calendar.CalendarListing.VoidTokenException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks the calendar API whether calendars have changed beyond their sync tokens: the first page of what changed, whose own
 * token is thrown away. Calendars that wait after failures are left in peace.
 */
@ApplicationScoped
class CalendarLook implements SourceLook {
    private final CalendarListing listing;
    private final Checkpoints checkpoints;
    private final Clock clock;

    @Inject
    CalendarLook(CalendarListing listing, Checkpoints checkpoints, Clock clock) {
        this.listing = listing;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    @Override
    public String connectorType() {
        return "google-calendar";
    }

    @Override
    public Map<String, Long> unread(ConnectorConfig connector) {
        var config = (CalendarConfig) connector;
        var unread = new LinkedHashMap<String, Long>();
        PermanentSyncException unreadable = null;
        for (String calendar : config.calendars()) {
            CalendarCheckpoint checkpoint = checkpoints
                    .load(config.id(), calendar, CalendarCheckpoint.class)
                    .map(kept -> kept.within(config.since()))
                    .orElse(CalendarCheckpoint.start(config.since()));
            try {
                if (!checkpoint.waits(clock.instant())) {
                    unread.put(calendar, unread(config, calendar, checkpoint));
                }
            } catch (PermanentSyncException e) {
                unreadable = e;
            }
        }
        if (unread.isEmpty() && unreadable != null) {
            throw unreadable;
        }
        return unread;
    }

    /** At least so many: of a long list the first page tells enough. */
    private long unread(CalendarConfig config, String calendar, CalendarCheckpoint checkpoint) {
        try {
            return listing.page(config, calendar, checkpoint, null).events().size();
        } catch (VoidTokenException listAgain) {
            // The calendar has to be listed in full again: how much has changed is not known before that.
            return 1;
        }
    }
}
