package io.syncline.source.calendar;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Events;
import com.google.auth.Retryable;
import io.syncline.connector.CalendarConfig;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;

/** Asks the API for one page of a calendar, and says what its refusals mean. */
@ApplicationScoped
class CalendarListing {
    private static final int PAGE = 250;
    private static final String HEADER = "CamelGoogleCalendar.";

    private final CalendarClients clients;
    private final ProducerTemplate producer;

    @Inject
    CalendarListing(CalendarClients clients, ProducerTemplate producer) {
        this.clients = clients;
        this.producer = producer;
    }

    /** The sync token is void (HTTP 410): the calendar has to be listed in full again. */
    static class VoidTokenException extends TransientSyncException {
        VoidTokenException(Throwable cause) {
            super("the calendar API took the sync token for void and a listing in full too (410)", cause);
        }
    }

    /** The API is busy and may have said for how long. */
    static class BusyException extends TransientSyncException {
        private final Duration retryAfter;

        BusyException(String message, Duration retryAfter, Throwable cause) {
            super(message, cause);
            this.retryAfter = retryAfter;
        }

        Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /**
     * What is new since the checkpoint, or all from the connector's first day.
     *
     * @param pageToken of the page before, or null for the first
     * @throws VoidTokenException if the sync token is void
     * @throws TransientSyncException if the API or the way to it is out of order or busy
     * @throws PermanentSyncException if the calendar is not there or not ours to read
     */
    ListedPage page(CalendarConfig config, String calendar, CalendarCheckpoint checkpoint, String pageToken) {
        if (checkpoint.full()) {
            return page(config, calendar, config.since().orElse(null), null, pageToken);
        }
        // With a sync token timeMin is forbidden: the token carries the window.
        return ask(config, calendar, pageToken, Map.of("syncToken", checkpoint.syncToken()));
    }

    /**
     * All that lies between two days (UTC), deleted events too. Throws as the other does.
     *
     * @param from the first day, or null for the beginning
     * @param to the day after the last, or null for no end
     */
    ListedPage page(CalendarConfig config, String calendar, LocalDate from, LocalDate to, String pageToken) {
        Map<String, Object> query = new HashMap<>();
        query.put("showDeleted", true);
        putIfPresent(query, "timeMin", midnight(from));
        putIfPresent(query, "timeMax", midnight(to));
        return ask(config, calendar, pageToken, query);
    }

    private ListedPage ask(CalendarConfig config, String calendar, String pageToken, Map<String, Object> query) {
        Map<String, Object> headers = new HashMap<>();
        query.forEach((name, value) -> headers.put(HEADER + name, value));
        headers.put(HEADER + "calendarId", calendar);
        headers.put(HEADER + "maxResults", PAGE);
        headers.put(HEADER + "singleEvents", true);
        putIfPresent(headers, HEADER + "pageToken", pageToken);
        try {
            Events answer = producer.requestBodyAndHeaders(clients.listEndpoint(config), null, headers, Events.class);
            return (ListedPage) answer.get(PageParser.PAGE);
        } catch (RuntimeCamelException e) {
            throw meaning(e);
        }
    }

    private static void putIfPresent(Map<String, Object> headers, String name, Object value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    private static DateTime midnight(LocalDate day) {
        return day == null
                ? null
                : new DateTime(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
    }

    private static RuntimeException meaning(RuntimeCamelException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof PermanentSyncException permanent) {
                return permanent;
            }
            if (cause instanceof GoogleJsonResponseException refusal) {
                return meaning(refusal);
            }
            if (cause instanceof Retryable refusal && !refusal.isRetryable()) {
                return new PermanentSyncException(
                        "the token endpoint refused the credentials; expected a credentials file that it accepts",
                        error);
            }
            if (cause instanceof IOException) {
                return new TransientSyncException(
                        "the calendar API did not answer in full: "
                                + cause.getClass().getSimpleName(),
                        error);
            }
        }
        return new TransientSyncException("the calendar API gave no events: " + error.getCause(), error);
    }

    private static RuntimeException meaning(GoogleJsonResponseException refusal) {
        int status = refusal.getStatusCode();
        String reason = refusal.getDetails() == null
                        || refusal.getDetails().getErrors() == null
                        || refusal.getDetails().getErrors().isEmpty()
                ? "no reason"
                : refusal.getDetails().getErrors().get(0).getReason();
        if (status == 410) {
            return new VoidTokenException(refusal);
        }
        String message = "the calendar API answered " + status + " (" + reason + ")";
        boolean busy = status == 429 || status >= 500 || (status == 403 && reason.matches("(?i).*(rateLimit|quota).*"));
        return busy
                ? new BusyException(message, retryAfter(refusal), refusal)
                : new PermanentSyncException(message, refusal);
    }

    /** Retry-After in seconds (RFC 9110, 10.2.3); Google sends no dates. */
    private static Duration retryAfter(GoogleJsonResponseException refusal) {
        String seconds =
                refusal.getHeaders() == null ? null : refusal.getHeaders().getRetryAfter();
        return seconds == null || !seconds.matches("\\d{1,6}") ? null : Duration.ofSeconds(Long.parseLong(seconds));
    }
}
