package io.syncline.source.calendar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.connector.CalendarConfig;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.SourceHistory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Lists the events of some days again, each calendar from where it stood. */
@ApplicationScoped
class CalendarHistory implements SourceHistory {
    private final CalendarListing listing;
    private final CalendarDeliveries deliveries;
    private final ObjectMapper json;

    @Inject
    CalendarHistory(CalendarListing listing, CalendarDeliveries deliveries, ObjectMapper json) {
        this.listing = listing;
        this.deliveries = deliveries;
        this.json = json;
    }

    @Override
    public String connectorType() {
        return "google-calendar";
    }

    @Override
    public Reading read(ConnectorConfig connector, Days days, String position, BooleanSupplier ending) {
        var pages = new HistoryPages((CalendarConfig) connector, days, listing, deliveries);
        return new CalendarReading(pages, places(position), this::write, ending);
    }

    private Map<String, HistoryPlace> places(String position) {
        try {
            return position == null ? Map.of() : json.readValue(position, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(Map<String, HistoryPlace> places) {
        try {
            return json.writeValueAsString(places);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
