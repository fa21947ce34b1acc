package io.syncline.source.calendar;

import static java.util.stream.Collectors.groupingBy;

import io.syncline.connector.SourceList.Item;
import io.syncline.connector.SourceList.Listing;
import io.syncline.event.Delivery;
import io.syncline.event.PermanentSyncException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One pass over the events of some days, calendar by calendar. The API lists them in full: none is asked for twice. */
final class EventListing implements Listing {
    private final HistoryPages pages;
    private final HistoryPages all;
    private final Deque<String> calendars;
    private final List<String> problems = new ArrayList<>();
    /** Of the items that were handed out last. */
    private final Map<String, Listed> last = new HashMap<>();

    private String token;

    private record Listed(String calendar, ListedEvent event) {}

    /**
     * @param all days that the connector reads
     */
    EventListing(HistoryPages pages, HistoryPages all) {
        this.pages = pages;
        this.all = all;
        this.calendars = new ArrayDeque<>(pages.calendars());
    }

    @Override
    public List<Item> next() {
        last.clear();
        while (!calendars.isEmpty()) {
            String calendar = calendars.element();
            try {
                ListedPage page = pages.page(calendar, token);
                token = page.nextPageToken();
                if (token == null) {
                    calendars.remove();
                }
                return page.events().stream()
                        .map(event -> item(calendar, event))
                        .toList();
            } catch (PermanentSyncException e) {
                problems.add(pages.name(calendar) + ": " + e.getMessage());
                calendars.remove();
                token = null;
            }
        }
        return null;
    }

    private Item item(String calendar, ListedEvent listed) {
        String id = calendar + ";" + listed.id();
        String location = id + ";" + listed.etag();
        last.put(location, new Listed(calendar, listed));
        boolean cancelled = "cancelled".equals(listed.texts().get("status"));
        Map<String, String> words = new LinkedHashMap<>();
        Instant at = null;
        Instant changedAt = null;
        try {
            var event =
                    new CalendarEvent(CalendarTranslator.parse(new String(listed.payload(), StandardCharsets.UTF_8)));
            at = event.start().orElse(null);
            changedAt = event.updated();
            words.put("iCalUID", event.uid());
        } catch (PermanentSyncException unreadable) {
            words.put("unreadable", "true");
        }
        return new Item(id, location, at, changedAt, cancelled, words);
    }

    @Override
    public void fetch(Collection<Item> items, Consumer<List<Delivery>> taker) {
        items.stream()
                .map(item -> last.get(item.location()))
                .collect(groupingBy(Listed::calendar))
                .forEach((calendar, listed) -> taker.accept(all.deliveries(
                        calendar,
                        new ListedPage(listed.stream().map(Listed::event).toList(), null, null))));
    }

    @Override
    public List<Item> elsewhere(Collection<String> ids) {
        last.clear();
        Set<String> wanted = new HashSet<>(ids);
        List<Item> there = new ArrayList<>();
        for (String calendar : all.calendars()) {
            if (ids.stream().anyMatch(id -> id.startsWith(calendar + ";"))) {
                find(calendar, wanted, there);
            }
        }
        return there;
    }

    private void find(String calendar, Set<String> wanted, List<Item> there) {
        String next = null;
        do {
            ListedPage page = all.page(calendar, next);
            page.events().stream()
                    .filter(event -> wanted.contains(calendar + ";" + event.id()))
                    .map(event -> item(calendar, event))
                    .forEach(there::add);
            next = page.nextPageToken();
        } while (next != null);
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
