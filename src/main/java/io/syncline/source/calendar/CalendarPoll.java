package io.syncline.source.calendar;

import io.syncline.connector.CalendarConfig;
import io.syncline.connector.Checkpoints;
import io.syncline.event.Delivery;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import io.syncline.lease.Lease;
import io.syncline.lease.LeaseLostException;
import io.syncline.lease.Leases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * One poll over a connector's calendars, page by page: a calendar that fails waits, its cursor
 * kept, and the others go on. Made for Camel's splitter, which looks ahead with a page in hand and runs through the rest
 * when it has stopped at an exception: {@link #hasNext} costs nothing, and no page follows one that was not stored.
 */
public final class CalendarPoll implements Iterator<CalendarPage> {
    private final CalendarConfig config;
    private final Lease lease;
    private final Leases leases;
    private final CalendarListing listing;
    private final CalendarDeliveries deliveries;
    private final KnownEvents known;
    private final Checkpoints checkpoints;
    private final CalendarGaps gaps;
    private final Clock clock;
    private final BooleanSupplier ending;
    private final Deque<String> calendars;
    private final List<String> failures = new ArrayList<>();

    private String calendar;
    private CalendarCheckpoint checkpoint;
    private String pageToken;
    private Set<String> listed = new HashSet<>();
    private boolean restarted;
    private boolean waiting;
    private boolean inHand;
    private boolean lookedAhead;

    CalendarPoll(
            CalendarConfig config,
            Lease lease,
            Leases leases,
            CalendarListing listing,
            CalendarDeliveries deliveries,
            KnownEvents known,
            Checkpoints checkpoints,
            CalendarGaps gaps,
            Clock clock,
            BooleanSupplier ending) {
        this.gaps = gaps;
        this.clock = clock;
        this.ending = ending;
        this.config = config;
        this.lease = lease;
        this.leases = leases;
        this.listing = listing;
        this.deliveries = deliveries;
        this.known = known;
        this.checkpoints = checkpoints;
        this.calendars = new ArrayDeque<>(config.calendars());
    }

    String connector() {
        return config.id();
    }

    Lease lease() {
        return lease;
    }

    /** What went wrong, a line a calendar; a calendar is named by its place in the configuration, not by its person. */
    List<String> failures() {
        return failures;
    }

    /** Whether a calendar was left out, because it failed before and its time has not come or the process ends. */
    boolean waiting() {
        return waiting;
    }

    /** Says that the page in hand was stored. */
    void stored() {
        inHand = false;
        lookedAhead = false;
    }

    @Override
    public boolean hasNext() {
        if (inHand && lookedAhead) {
            return false;
        }
        lookedAhead = inHand;
        return calendar != null || !calendars.isEmpty();
    }

    /** The next page; an empty one when the remaining calendars cannot be read now. */
    @Override
    public CalendarPage next() {
        if (calendar == null && calendars.isEmpty()) {
            throw new NoSuchElementException("all calendars are read");
        }
        inHand = true;
        if (ending.getAsBoolean()) {
            waiting = true;
            calendar = null;
            calendars.clear();
        }
        CalendarPage page = null;
        while (page == null && (calendar != null || !calendars.isEmpty())) {
            if (calendar == null) {
                begin(calendars.remove());
            }
            page = calendar == null ? null : fetch();
        }
        return page == null ? CalendarPage.nothing(this) : page;
    }

    private void begin(String id) {
        Optional<CalendarCheckpoint> before = checkpoints.load(config.id(), id, CalendarCheckpoint.class);
        before.ifPresent(position -> gaps.look(config, id, position));
        CalendarCheckpoint kept = before.map(position -> position.within(config.since()))
                .orElse(CalendarCheckpoint.start(config.since()));
        restarted = false;
        if (kept.waits(clock.instant())) {
            waiting = true;
            calendar = null;
        } else {
            list(id, kept);
        }
    }

    private void list(String id, CalendarCheckpoint from) {
        calendar = id;
        checkpoint = from;
        pageToken = null;
        listed = new HashSet<>();
    }

    private CalendarPage fetch() {
        try {
            return page(listing.page(config, calendar, checkpoint, pageToken));
        } catch (LeaseLostException e) {
            throw e;
        } catch (CalendarListing.VoidTokenException e) {
            return restarted ? leave(e, Optional.empty()) : startOver();
        } catch (CalendarListing.BusyException e) {
            return leave(e, e.retryAfter());
        } catch (TransientSyncException | PermanentSyncException e) {
            return leave(e, Optional.empty());
        }
    }

    /** Once a poll: an API that goes on answering 410 has failed. */
    private CalendarPage startOver() {
        restarted = true;
        gaps.voided(config, calendar);
        CalendarCheckpoint voided = checkpoint.voided();
        // Saved, so that a crash in the middle of the full listing does not forget what it is for.
        checkpoints.save(lease, calendar, voided);
        list(calendar, voided);
        return null;
    }

    private CalendarPage leave(RuntimeException failure, Optional<Duration> retryAfter) {
        failures.add("calendars[" + config.calendars().indexOf(calendar) + "]: " + failure.getMessage());
        int inARow = checkpoint.failures() + 1;
        Instant next = new Backoff(config.pollEvery()).next(clock.instant(), inARow, retryAfter);
        checkpoints.save(lease, calendar, checkpoint.failed(inARow, next));
        calendar = null;
        return null;
    }

    private CalendarPage page(ListedPage listedPage) {
        List<Delivery> found = new ArrayList<>(deliveries.of(config, calendar, listedPage.events()));
        if (checkpoint.resync()) {
            listedPage.events().stream().map(ListedEvent::id).forEach(listed::add);
        }
        pageToken = listedPage.nextPageToken();
        boolean last = pageToken == null;
        if (last && checkpoint.resync()) {
            found.addAll(tombstones());
        }
        CalendarPage page = new CalendarPage(
                this,
                calendar,
                found,
                last ? Optional.of(checkpoint.listed(listedPage.nextSyncToken())) : Optional.empty());
        if (last) {
            calendar = null;
        }
        return page;
    }

    /** Of what the ledger has and the full listing has not, some may lie before the window: those stay. */
    private List<Delivery> tombstones() {
        List<Delivery> gone = new ArrayList<>();
        Map<String, String> stored = known.all(config.id(), calendar);
        // What another replica has read meanwhile is not in this listing, and yet it is there.
        leases.check(lease);
        stored.forEach((id, json) -> {
            if (!listed.contains(id) && deliveries.isInWindow(config, json)) {
                gone.add(deliveries.gone(config, calendar, id, json));
            }
        });
        return gone;
    }
}
