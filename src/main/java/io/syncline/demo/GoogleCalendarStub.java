package io.syncline.demo;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A stand-in for the Google Calendar API v3 on the loopback interface, for the demo and for tests. It lists events in
 * pages, gives a sync token on the last one, refuses what is forbidden beside a token, and can be told to fail in the
 * ways of the real one. It checks that callers bring a token from its own token endpoint.
 */
public final class GoogleCalendarStub implements AutoCloseable {
    /** Not to be used beside a sync token (the API's reference, Events: list, syncToken). */
    private static final Set<String> FORBIDDEN = Set.of(
            "iCalUID",
            "orderBy",
            "privateExtendedProperty",
            "q",
            "sharedExtendedProperty",
            "timeMin",
            "timeMax",
            "updatedMin");

    /** A failure to answer the next request with, instead of events. */
    public enum Trouble {
        GONE(410, "fullSyncRequired"),
        RATE_LIMIT(403, "rateLimitExceeded"),
        TOO_MANY(429, "rateLimitExceeded"),
        /** With a Retry-After of an hour. */
        COME_BACK_LATER(429, "rateLimitExceeded"),
        SERVER_ERROR(500, "backendError"),
        HALF_A_PAGE(200, null),
        SLOW(200, null),
        /** None: this request is answered. */
        NONE(200, null);

        private final int status;
        private final String reason;

        Trouble(int status, String reason) {
            this.status = status;
            this.reason = reason;
        }
    }

    private final HttpServer server;
    private final int pageSize;
    private final Map<String, Map<String, Versioned>> calendars = new HashMap<>();
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final StubTokens tokens = new StubTokens();
    private final Map<String, String> readers = new ConcurrentHashMap<>();
    private long version;

    /** An event, its JSON, and the stub's own count of changes when it was last changed. */
    private record Versioned(Event event, String json, long version) {}

    /**
     * @param pageSize events a page
     */
    public GoogleCalendarStub(int pageSize) {
        this(pageSize, 0);
    }

    /**
     * @param pageSize events a page
     * @param port to listen on, or 0 for a free one
     */
    GoogleCalendarStub(int pageSize, int port) {
        this.pageSize = pageSize;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "calendar-stub");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/token", this::token);
        server.createContext("/calendar/v3/calendars/", this::events);
        server.start();
    }

    /** The root URL for {@code root-url}. */
    public URI rootUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** The text of an authorized user file whose token_uri is this stub. */
    public String credentials() {
        return credentials("stub");
    }

    /**
     * @param account whose file it is; "revoked" is refused by the token endpoint
     */
    public String credentials(String account) {
        return tokens.authorizedUser(account, rootUrl() + "token");
    }

    /** The text of a service account file whose token_uri is this stub; signatures by its key are verified. */
    public String serviceAccount(String account) {
        return tokens.serviceAccount(account, rootUrl() + "token");
    }

    /** From now on a calendar is there for this account only. */
    public void restrict(String calendar, String account) {
        readers.put(calendar, account);
    }

    /** Adds an event, or changes it: its etag and update time follow {@code updated}. */
    public synchronized void put(String calendar, Event event, DateTime updated) {
        event.setUpdated(updated);
        event.setEtag("\"" + calendar + updated.getValue() + "\"");
        calendars
                .computeIfAbsent(calendar, id -> new LinkedHashMap<>())
                .put(event.getId(), new Versioned(event, json(event), ++version));
    }

    /** Adds what is no event, or none that the API would have: it is listed as it stands. */
    public synchronized void putRaw(String calendar, String id, String json) {
        calendars
                .computeIfAbsent(calendar, unknown -> new LinkedHashMap<>())
                .put(id, new Versioned(new Event().setId(id), json, ++version));
    }

    /** Cancels an event as the API shows it: id and status, little else. */
    public synchronized void cancel(String calendar, String eventId, DateTime updated) {
        Event before = calendars.get(calendar).get(eventId).event();
        Event bare = new Event().setId(eventId).setStatus("cancelled");
        bare.setRecurringEventId(before.getRecurringEventId());
        bare.setOriginalStartTime(before.getOriginalStartTime());
        bare.setKind("calendar#event");
        put(calendar, bare, updated);
    }

    /** Removes an event without a trace, as when it was purged while a token was void. */
    public synchronized void remove(String calendar, String eventId) {
        calendars.get(calendar).remove(eventId);
    }

    /** Answers the next requests with these. */
    public synchronized void fail(Trouble... next) {
        troubles.addAll(List.of(next));
    }

    /** The queries of the requests for events so far. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Optional<String> token = tokens.grant(query(form));
        GenericJson answer = token.isPresent()
                ? new GenericJson()
                        .set("access_token", token.get())
                        .set("expires_in", 3600)
                        .set("token_type", "Bearer")
                : new GenericJson().set("error", "invalid_grant");
        answer(exchange, token.isPresent() ? 200 : 400, json(answer));
    }

    private void events(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String calendar =
                decode(path.substring("/calendar/v3/calendars/".length()).replaceFirst("/events$", ""));
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        Trouble trouble = note(exchange.getRequestURI().getRawQuery());
        Optional<String> account = tokens.account(exchange.getRequestHeaders().getFirst("Authorization"));
        if (trouble == Trouble.COME_BACK_LATER) {
            exchange.getResponseHeaders().set("Retry-After", "3600");
        }
        if (account.isEmpty()) {
            answer(exchange, 401, error(401, "authError"));
        } else if (!readers.getOrDefault(calendar, account.get()).equals(account.get())) {
            answer(exchange, 404, error(404, "notFound"));
        } else if (trouble != null && trouble.reason != null) {
            answer(exchange, trouble.status, error(trouble.status, trouble.reason));
        } else if (query.containsKey("syncToken") && query.keySet().stream().anyMatch(FORBIDDEN::contains)) {
            answer(exchange, 400, error(400, "badRequest"));
        } else {
            String page = page(calendar, query);
            if (trouble == Trouble.SLOW) {
                pause(Duration.ofSeconds(2));
            }
            answer(exchange, 200, trouble == Trouble.HALF_A_PAGE ? page.substring(0, page.length() / 2) : page);
        }
    }

    private synchronized Trouble note(String rawQuery) {
        requests.add(String.valueOf(rawQuery));
        return troubles.poll();
    }

    private synchronized String page(String calendar, Map<String, String> query) {
        long since = query.containsKey("syncToken")
                ? Long.parseLong(query.get("syncToken").substring("sync-".length()))
                : 0;
        boolean deleted = since > 0 || Boolean.parseBoolean(query.get("showDeleted"));
        DateTime timeMin = query.containsKey("timeMin") ? DateTime.parseRfc3339(query.get("timeMin")) : null;
        DateTime timeMax = query.containsKey("timeMax") ? DateTime.parseRfc3339(query.get("timeMax")) : null;
        List<String> found = calendars.getOrDefault(calendar, Map.of()).values().stream()
                .filter(entry -> entry.version() > since)
                .filter(entry -> deleted || !"cancelled".equals(entry.event().getStatus()))
                .filter(entry -> timeMin == null || endsAfter(entry.event(), timeMin))
                .filter(entry -> timeMax == null || startsBefore(entry.event(), timeMax))
                .map(Versioned::json)
                .toList();
        // The sync token stands for the moment of the first page: what changes while pages are read comes with the next
        // sync.
        String[] token = query.getOrDefault("pageToken", "page-0-" + version).split("-", -1);
        int from = Integer.parseInt(token[1]);
        String began = token[2];
        int to = Math.min(from + pageSize, found.size());
        String next = to < found.size()
                ? "\"nextPageToken\":\"page-" + to + "-" + began
                : "\"nextSyncToken\":\"sync-" + began;
        String items = String.join(",", found.subList(from, to));
        return "{\"kind\":\"calendar#events\",\"items\":[" + items + "]," + next + "\"}";
    }

    private static boolean endsAfter(Event event, DateTime time) {
        if (event.getEnd() == null) {
            return true;
        }
        DateTime end = event.getEnd().getDateTime() != null
                ? event.getEnd().getDateTime()
                : event.getEnd().getDate();
        return end.getValue() > time.getValue();
    }

    private static boolean startsBefore(Event event, DateTime time) {
        if (event.getStart() == null) {
            return true;
        }
        DateTime start = event.getStart().getDateTime() != null
                ? event.getStart().getDateTime()
                : event.getStart().getDate();
        return start.getValue() < time.getValue();
    }

    private static String error(int status, String reason) {
        GenericJson detail = new GenericJson()
                .set("domain", "calendar")
                .set("reason", reason)
                .set("message", reason);
        GenericJson error =
                new GenericJson().set("code", status).set("message", reason).set("errors", List.of(detail));
        return json(new GenericJson().set("error", error));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    static String json(Object value) {
        try {
            return GsonFactory.getDefaultInstance().toString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void pause(Duration time) {
        try {
            boolean never = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
            assert !never;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
