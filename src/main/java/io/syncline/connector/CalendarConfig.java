package io.syncline.connector;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Calendars of Google Calendar.
 *
 * @param calendars the calendars' ids, mostly people's addresses
 * @param credentials a service account or authorized user file; its token_uri is honoured
 * @param rootUrl the API's root, Google's by default
 * @param since the day (UTC) from which meetings are read; empty: all of them
 */
public record CalendarConfig(
        Common common,
        List<String> calendars,
        Path credentials,
        URI rootUrl,
        Optional<LocalDate> since,
        Duration pollEvery)
        implements ConnectorConfig {
    public CalendarConfig {
        calendars = List.copyOf(calendars);
    }

    @Override
    public String type() {
        return "google-calendar";
    }

    @Override
    public String toString() {
        return "google-calendar " + common.id();
    }
}
