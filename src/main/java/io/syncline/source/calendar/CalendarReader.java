package io.syncline.source.calendar;

import io.quarkus.arc.Unremovable;
import io.syncline.connector.CalendarConfig;
import io.syncline.connector.Checkpoints;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.connector.Connectors;
import io.syncline.event.Delivery;
import io.syncline.event.TransientSyncException;
import io.syncline.lease.Leases;
import io.syncline.runtime.Shutdown;
import io.syncline.source.poll.PollLeases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

/** The steps of the route template calendar-poll: open, keep page by page, finish. */
@ApplicationScoped
@Named("calendarReader")
@Unremovable
public class CalendarReader {
    private static final String PAGE = "syncline.calendar.page";

    private final Connectors connectors;
    private final CalendarListing listing;
    private final CalendarDeliveries deliveries;
    private final KnownEvents known;
    private final Checkpoints checkpoints;
    private final CalendarGaps gaps;
    private final ConnectorStatuses statuses;
    private final PollLeases polls;
    private final Leases leases;
    private final Clock clock;
    private final Shutdown shutdown;

    @Inject
    CalendarReader(
            Connectors connectors,
            CalendarListing listing,
            CalendarDeliveries deliveries,
            KnownEvents known,
            Checkpoints checkpoints,
            CalendarGaps gaps,
            ConnectorStatuses statuses,
            PollLeases polls,
            Leases leases,
            Clock clock,
            Shutdown shutdown) {
        this.connectors = connectors;
        this.listing = listing;
        this.deliveries = deliveries;
        this.known = known;
        this.checkpoints = checkpoints;
        this.gaps = gaps;
        this.statuses = statuses;
        this.polls = polls;
        this.leases = leases;
        this.clock = clock;
        this.shutdown = shutdown;
    }

    /** Begins a poll: its pages, read as they are asked for. */
    public CalendarPoll open(String connector, Exchange exchange) {
        var config = connectors.get(connector, CalendarConfig.class);
        var lease = polls.of(connector, exchange);
        return new CalendarPoll(
                config, lease, leases, listing, deliveries, known, checkpoints, gaps, clock, shutdown::begun);
    }

    /** The deliveries of a page; the page itself stays at hand for {@link #stored}. */
    public List<Delivery> deliveries(CalendarPage page, Exchange exchange) {
        exchange.setProperty(PAGE, page);
        return page.deliveries();
    }

    /**
     * Moves the checkpoint, after the page has been stored and only with the last page of a listing; a listing of many
     * pages ends with the page in hand when the lease is lost.
     */
    public void stored(@ExchangeProperty(PAGE) CalendarPage page) {
        var poll = page.poll();
        page.checkpoint()
                .ifPresentOrElse(
                        checkpoint -> checkpoints.save(poll.lease(), page.calendar(), checkpoint),
                        () -> leases.check(poll.lease()));
        poll.stored();
    }

    /**
     * Says how the connector is doing after a poll that went through. While a calendar waits after failures, or was not
     * read since the process ends, the status stays as it was.
     *
     * @throws TransientSyncException if a calendar could not be read; the others were
     */
    public void finished(CalendarPoll poll) {
        if (!poll.failures().isEmpty()) {
            throw new TransientSyncException(String.join("; ", poll.failures()));
        }
        if (!poll.waiting()) {
            statuses.succeeded(poll.lease());
        }
    }
}
