package io.syncline.source.calendar;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.calendar.model.Event;
import io.syncline.connector.CalendarConfig;
import io.syncline.event.Delivery;
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
import java.util.Set;

/** Makes deliveries of a calendar's events. */
@ApplicationScoped
class CalendarDeliveries {
    private static final Set<String> PUBLIC_PARTS = Set.of(
            "kind",
            "etag",
            "id",
            "iCalUID",
            "status",
            "sequence",
            "created",
            "updated",
            "start",
            "end",
            "visibility",
            "recurringEventId",
            "originalStartTime",
            "eventType",
            "transparency");

    private final KnownEvents known;
    private final Clock clock;

    @Inject
    CalendarDeliveries(KnownEvents known, Clock clock) {
        this.known = known;
        this.clock = clock;
    }

    List<Delivery> of(CalendarConfig config, String calendar, List<Event> events) {
        return events == null
                ? List.of()
                : events.stream().map(event -> of(config, calendar, event)).toList();
    }

    /** A tombstone: the API says no longer that the event is there. */
    Delivery gone(CalendarConfig config, String calendar, String eventId, String lastKnown) {
        Event tombstone = new Event().setId(eventId).setStatus("cancelled").setEtag("gone");
        return delivery(config, calendar, tombstone, Map.of(DeliveryContext.KNOWN, lastKnown));
    }

    /** Whether a full listing would hold a stored event if it were still there. */
    boolean isInWindow(CalendarConfig config, String json) {
        CalendarEvent event = new CalendarEvent(CalendarTranslator.parse(json));
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

    private Delivery of(CalendarConfig config, String calendar, Event event) {
        boolean bare = "cancelled".equals(event.getStatus()) && event.getStart() == null;
        Map<String, String> context = bare
                ? known.find(config.id(), calendar, event.getId())
                        .map(json -> Map.of(DeliveryContext.KNOWN, json))
                        .orElse(Map.of())
                : Map.of();
        return delivery(config, calendar, event, context);
    }

    private Delivery delivery(CalendarConfig config, String calendar, Event event, Map<String, String> more) {
        Map<String, String> context = new HashMap<>(more);
        context.put(DeliveryContext.CALENDAR, calendar);
        // Title, text and guests of a private event end here: they reach neither the ledger nor a log.
        if (CalendarEvent.isPrivate(event)) {
            event.keySet().retainAll(PUBLIC_PARTS);
        }
        return new Delivery(
                config.id(),
                calendar + ";" + event.getId() + ";" + event.getEtag(),
                "application/json",
                json(event).getBytes(StandardCharsets.UTF_8),
                context,
                clock.instant());
    }

    private static String json(Event event) {
        try {
            return GsonFactory.getDefaultInstance().toString(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
