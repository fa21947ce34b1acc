package io.syncline.source.calendar;

import io.syncline.connector.SourceHistory.Reading;
import io.syncline.connector.SourceHistory.Slice;
import io.syncline.event.PermanentSyncException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One pass over the events of some days, calendar by calendar. */
final class CalendarReading implements Reading {
    private final HistoryPages pages;
    private final Map<String, Long> finished;
    private final Function<Map<String, Long>, String> write;
    private final BooleanSupplier ending;
    private final Deque<String> calendars = new ArrayDeque<>();
    private final List<String> problems = new ArrayList<>();
    private final long total;
    private final long done;
    private String token;
    private long ofCalendar;

    /**
     * @param finished events by calendar, of those that were read to the end
     */
    CalendarReading(
            HistoryPages pages,
            Map<String, Long> finished,
            Function<Map<String, Long>, String> write,
            BooleanSupplier ending) {
        this.pages = pages;
        this.finished = finished;
        this.write = write;
        this.ending = ending;
        Map<String, Long> events = new HashMap<>(finished);
        for (String calendar : pages.calendars()) {
            if (!finished.containsKey(calendar)) {
                count(calendar, events);
            }
        }
        if (calendars.isEmpty() && finished.isEmpty()) {
            throw new PermanentSyncException(String.join("; ", problems));
        }
        this.total = sum(events);
        this.done = sum(finished);
    }

    private void count(String calendar, Map<String, Long> events) {
        try {
            events.put(calendar, pages.count(calendar));
            calendars.add(calendar);
        } catch (PermanentSyncException e) {
            problems.add(pages.name(calendar) + ": " + e.getMessage());
        }
    }

    private static long sum(Map<String, Long> events) {
        return events.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public Slice next() {
        if (calendars.isEmpty() || ending.getAsBoolean()) {
            return null;
        }
        String calendar = calendars.element();
        ListedPage page = pages.page(calendar, token);
        ofCalendar += page.events().size();
        token = page.nextPageToken();
        if (token != null) {
            return new Slice(pages.deliveries(calendar, page), sum(finished) + ofCalendar, write.apply(finished));
        }
        calendars.remove();
        finished.put(calendar, ofCalendar);
        ofCalendar = 0;
        return new Slice(pages.deliveries(calendar, page), sum(finished), write.apply(finished));
    }

    @Override
    public List<String> problems() {
        return problems;
    }

    @Override
    public void close() {
        // The API knows nothing of a pass.
    }
}
