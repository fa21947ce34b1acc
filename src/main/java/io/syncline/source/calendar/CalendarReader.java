package io.syncline.source.calendar;

import io.quarkus.arc.Unremovable;
import io.syncline.connector.CalendarConfig;
import io.syncline.connector.Checkpoints;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.connector.Connectors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.ExchangeProperty;
import org.jboss.logging.Logger;

/** Reads the calendars of a connector; called by the route template calendar-poll. */
@ApplicationScoped
@Named("calendarReader")
@Unremovable
public class CalendarReader {
    private static final Logger LOG = Logger.getLogger(CalendarReader.class);

    private final Connectors connectors;
    private final CalendarListing listing;
    private final CalendarDeliveries deliveries;
    private final KnownEvents known;
    private final Checkpoints checkpoints;
    private final ConnectorStatuses statuses;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    @Inject
    CalendarReader(
            Connectors connectors,
            CalendarListing listing,
            CalendarDeliveries deliveries,
            KnownEvents known,
            Checkpoints checkpoints,
            ConnectorStatuses statuses) {
        this.connectors = connectors;
        this.listing = listing;
        this.deliveries = deliveries;
        this.known = known;
        this.checkpoints = checkpoints;
        this.statuses = statuses;
    }

    /** Begins a poll: its pages, read as they are asked for. A poll that meets another one has no pages. */
    public Iterator<CalendarPage> open(String connector) {
        CalendarConfig config = connectors.get(connector, CalendarConfig.class);
        if (!running.add(connector)) {
            return Collections.emptyIterator();
        }
        return new CalendarPoll(config, listing, deliveries, known, checkpoints);
    }

    /** Moves the checkpoint, after the page has been stored and only with the last page of a listing. */
    public void stored(@ExchangeProperty("syncline.page") CalendarPage page) {
        if (page.nextSyncToken() != null) {
            checkpoints.save(page.connector(), page.calendar(), new CalendarCheckpoint(page.nextSyncToken(), false));
        }
    }

    /** Ends a poll, whether it went through or not. */
    public void close(
            @ExchangeProperty("syncline.poll") Iterator<CalendarPage> pages,
            @ExchangeProperty("CamelExceptionCaught") Throwable error) {
        if (!(pages instanceof CalendarPoll poll)) {
            return;
        }
        running.remove(poll.connector());
        String failure = error == null
                ? String.join("; ", poll.failures())
                : "events could not be kept: " + error.getClass().getSimpleName();
        if (failure.isEmpty()) {
            statuses.succeeded(poll.connector(), 0);
        } else {
            LOG.warnf("poll failed, see the status of the connector: connector=%s", poll.connector());
            statuses.failed(poll.connector(), failure);
        }
    }
}
