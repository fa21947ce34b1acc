package io.syncline.source.calendar;

import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.Events;
import io.syncline.connector.CalendarConfig;
import io.syncline.connector.Checkpoints;
import io.syncline.event.Delivery;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * One poll over a connector's calendars, page by page: a page is asked for after the one before has been stored. A
 * calendar that fails is left for the next poll, and the others go on.
 */
final class CalendarPoll implements Iterator<CalendarPage> {
    private final CalendarConfig config;
    private final CalendarListing listing;
    private final CalendarDeliveries deliveries;
    private final KnownEvents known;
    private final Checkpoints checkpoints;
    private final Deque<String> calendars;
    private final List<String> failures = new ArrayList<>();

    private String calendar;
    private CalendarCheckpoint checkpoint;
    private String pageToken;
    private Set<String> listed = new HashSet<>();
    private CalendarPage next;

    CalendarPoll(
            CalendarConfig config,
            CalendarListing listing,
            CalendarDeliveries deliveries,
            KnownEvents known,
            Checkpoints checkpoints) {
        this.config = config;
        this.listing = listing;
        this.deliveries = deliveries;
        this.known = known;
        this.checkpoints = checkpoints;
        this.calendars = new ArrayDeque<>(config.calendars());
    }

    String connector() {
        return config.id();
    }

    /** What went wrong, a line a calendar. */
    List<String> failures() {
        return failures;
    }

    @Override
    public boolean hasNext() {
        while (next == null && (calendar != null || !calendars.isEmpty())) {
            if (calendar == null) {
                begin(calendars.remove());
            }
            next = fetch();
        }
        return next != null;
    }

    @Override
    public CalendarPage next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        CalendarPage page = next;
        next = null;
        return page;
    }

    private void begin(String id) {
        calendar = id;
        checkpoint = checkpoints.load(config.id(), id, CalendarCheckpoint.class).orElse(CalendarCheckpoint.START);
        pageToken = null;
        listed = new HashSet<>();
    }

    private CalendarPage fetch() {
        try {
            return page(listing.page(config, calendar, checkpoint, pageToken));
        } catch (CalendarListing.VoidTokenException e) {
            // Saved, so that a crash in the middle of the full listing does not forget what it is for.
            checkpoints.save(config.id(), calendar, CalendarCheckpoint.VOID);
            begin(calendar);
            return null;
        } catch (TransientSyncException | PermanentSyncException e) {
            failures.add(e.getMessage());
            calendar = null;
            return null;
        }
    }

    private CalendarPage page(Events events) {
        List<Delivery> found = new ArrayList<>(deliveries.of(config, calendar, events.getItems()));
        if (checkpoint.resync() && events.getItems() != null) {
            events.getItems().stream().map(Event::getId).forEach(listed::add);
        }
        pageToken = events.getNextPageToken();
        boolean last = pageToken == null;
        if (last && checkpoint.resync()) {
            found.addAll(tombstones());
        }
        CalendarPage page = new CalendarPage(config.id(), calendar, found, last ? events.getNextSyncToken() : null);
        if (last) {
            calendar = null;
        }
        return page;
    }

    /** Of what the ledger has and the full listing has not, some may lie before the window: those stay. */
    private List<Delivery> tombstones() {
        List<Delivery> gone = new ArrayList<>();
        known.all(config.id(), calendar).forEach((id, json) -> {
            if (!listed.contains(id) && deliveries.isInWindow(config, json)) {
                gone.add(deliveries.gone(config, calendar, id, json));
            }
        });
        return gone;
    }
}
