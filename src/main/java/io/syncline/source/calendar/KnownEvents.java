package io.syncline.source.calendar;

import io.syncline.ledger.SightedPayloads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the ledger has of a calendar's events: for cancellations that come without their event. */
@ApplicationScoped
class KnownEvents {
    private final SightedPayloads payloads;

    @Inject
    KnownEvents(SightedPayloads payloads) {
        this.payloads = payloads;
    }

    /** The newest JSON of an event. */
    Optional<String> find(String connector, String calendar, String eventId) {
        return Optional.ofNullable(
                query(connector, calendar + ";" + eventId + ";").get(eventId));
    }

    /** The newest JSON of every event of a calendar, by event id. */
    Map<String, String> all(String connector, String calendar) {
        return query(connector, calendar + ";");
    }

    private Map<String, String> query(String connector, String prefix) {
        Map<String, String> known = new LinkedHashMap<>();
        payloads.newest(connector, prefix)
                .forEach((id, payload) -> known.put(id, new String(payload, StandardCharsets.UTF_8)));
        return known;
    }
}
