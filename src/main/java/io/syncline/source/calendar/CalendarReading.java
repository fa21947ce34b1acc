package io.syncline.source.calendar;

import io.syncline.connector.SourceHistory.Reading;
import io.syncline.connector.SourceHistory.Slice;
import io.syncline.event.PermanentSyncException;
import io.syncline.source.calendar.CalendarListing.VoidTokenException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** One pass over the events of some days, calendar by calendar, each from the place where it stood. */
final class CalendarReading implements Reading {
    private final HistoryPages pages;
    private final Map<String, HistoryPlace> places = new LinkedHashMap<>();
    private final Function<Map<String, HistoryPlace>, String> write;
    private final BooleanSupplier ending;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> oldTokens = new HashSet<>();
    private final long done;

    /**
     * @param before by calendar, where an earlier pass stood
     */
    CalendarReading(
            HistoryPages pages,
            Map<String, HistoryPlace> before,
            Function<Map<String, HistoryPlace>, String> write,
            BooleanSupplier ending) {
        this.pages = pages;
        this.write = write;
        this.ending = ending;
        for (String calendar : pages.calendars()) {
            if (before.containsKey(calendar)) {
                places.put(calendar, before.get(calendar));
                oldTokens.add(calendar);
            } else {
                count(calendar);
            }
        }
        if (places.isEmpty()) {
            throw new PermanentSyncException(String.join("; ", problems));
        }
        this.done = sum(HistoryPlace::done);
    }

    private void count(String calendar) {
        try {
            places.put(calendar, HistoryPlace.start(pages.count(calendar)));
        } catch (PermanentSyncException e) {
            problems.add(pages.name(calendar) + ": " + e.getMessage());
        }
    }

    private long sum(ToLongFunction<HistoryPlace> figure) {
        return places.values().stream().mapToLong(figure).sum();
    }

    @Override
    public long total() {
        return sum(HistoryPlace::total);
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public Slice next() {
        Optional<String> open = places.keySet().stream()
                .filter(calendar -> places.get(calendar).open())
                .findFirst();
        if (open.isEmpty() || ending.getAsBoolean()) {
            return null;
        }
        String calendar = open.get();
        ListedPage page = page(calendar);
        places.put(calendar, places.get(calendar).after(page));
        return new Slice(pages.deliveries(calendar, page), sum(HistoryPlace::done), write.apply(places));
    }

    /** A token of an earlier pass may be void by now: then the calendar begins again, and keys make that harmless. */
    private ListedPage page(String calendar) {
        boolean old = oldTokens.remove(calendar);
        HistoryPlace place = places.get(calendar);
        try {
            return pages.page(calendar, place.token());
        } catch (VoidTokenException | PermanentSyncException e) {
            if (!old || place.token() == null) {
                throw e;
            }
            places.put(calendar, HistoryPlace.start(place.total()));
            return pages.page(calendar, null);
        }
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
