package io.syncline.source.calendar;

import io.quarkus.arc.Unremovable;
import io.syncline.connector.CalendarConfig;
import io.syncline.connector.Checkpoints;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.connector.Connectors;
import io.syncline.event.Delivery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jboss.logging.Logger;

/** Reads the calendars of a connector; called by the route template calendar-poll. */
@ApplicationScoped
@Named("calendarReader")
@Unremovable
public class CalendarReader {
    private static final Logger LOG = Logger.getLogger(CalendarReader.class);

    private static final String POLL = "syncline.calendar.poll";
    private static final String PAGE = "syncline.calendar.page";

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
    public Iterator<CalendarPage> open(String connector, Exchange exchange) {
        CalendarConfig config = connectors.get(connector, CalendarConfig.class);
        if (!running.add(connector)) {
            return Collections.emptyIterator();
        }
        var poll = new CalendarPoll(config, listing, deliveries, known, checkpoints);
        exchange.setProperty(POLL, poll);
        return poll;
    }

    /** The deliveries of a page; the page itself stays at hand for {@link #stored}. */
    public List<Delivery> deliveries(CalendarPage page, Exchange exchange) {
        exchange.setProperty(PAGE, page);
        return page.deliveries();
    }

    /** Moves the checkpoint, after the page has been stored and only with the last page of a listing. */
    public void stored(@ExchangeProperty(PAGE) CalendarPage page) {
        if (page.nextSyncToken() != null) {
            checkpoints.save(page.connector(), page.calendar(), new CalendarCheckpoint(page.nextSyncToken(), false));
        }
    }

    /** Ends a poll, whether it went through or not. */
    public void close(
            @ExchangeProperty(POLL) CalendarPoll poll, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable error) {
        if (poll == null) {
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
