package io.syncline.source.calendar;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.calendar.model.Event;
import io.syncline.connector.CalendarConfig;
import io.syncline.event.Delivery;
import io.syncline.event.PermanentSyncException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes deliveries of a calendar's events. */
@ApplicationScoped
class CalendarDeliveries {
    private final KnownEvents known;
    private final Clock clock;

    @Inject
    CalendarDeliveries(KnownEvents known, Clock clock) {
        this.known = known;
        this.clock = clock;
    }

    List<Delivery> of(CalendarConfig config, String calendar, List<ListedEvent> events) {
        return events.stream().map(event -> of(config, calendar, event)).toList();
    }

    /** A tombstone: the API says no longer that the event is there. */
    Delivery gone(CalendarConfig config, String calendar, String eventId, String lastKnown) {
        Event tombstone = new Event().setId(eventId).setStatus("cancelled").setEtag("gone");
        return delivery(
                config,
                calendar + ";" + eventId + ";gone",
                json(tombstone).getBytes(StandardCharsets.UTF_8),
                context(calendar, Optional.of(lastKnown)));
    }

    /** Whether a full listing would hold a stored event if it were still there; of what cannot be read nobody knows. */
    boolean isInWindow(CalendarConfig config, String json) {
        CalendarEvent event;
        try {
            event = new CalendarEvent(CalendarTranslator.parse(json));
        } catch (PermanentSyncException unreadable) {
            return false;
        }
        boolean open = !event.status().equals("cancelled");
        return open
                && config.since()
                        .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                        .map(first -> event.end()
                                .or(event::start)
                                .map(end -> end.isAfter(first))
                                .orElse(false))
                        .orElse(true);
    }

    private Delivery of(CalendarConfig config, String calendar, ListedEvent event) {
        Optional<String> before = event.bare() ? known.find(config.id(), calendar, event.id()) : Optional.empty();
        return delivery(
                config, calendar + ";" + event.id() + ";" + event.etag(), event.payload(), context(calendar, before));
    }

    private static Map<String, String> context(String calendar, Optional<String> before) {
        var context = new HashMap<>(Map.of(DeliveryContext.CALENDAR, calendar));
        before.ifPresent(json -> context.put(DeliveryContext.KNOWN, json));
        return context;
    }

    private Delivery delivery(CalendarConfig config, String location, byte[] payload, Map<String, String> context) {
        return new Delivery(config.id(), location, "application/json", payload, context, clock.instant());
    }

    private static String json(Event event) {
        try {
            return GsonFactory.getDefaultInstance().toString(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
