package io.syncline.faults;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends webhooks as providers do: each again and again, later and later, until it is answered with 2xx. Where there are
 * several addresses it sends each to two, as if told twice where to, and each redelivery to another than before.
 */
final class Sender implements AutoCloseable {
    private static final int AT_ONCE = 32;
    private static final long FIRST_WAIT = 200;
    private static final long LONGEST_WAIT = 2_000;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(AT_ONCE);
    private final List<URI> addresses;
    private final Answers answers = new Answers();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicLong deliveries = new AtomicLong();
    private final AtomicInteger withoutRetryAfter = new AtomicInteger();

    /**
     * @param addresses of the replicas
     */
    Sender(List<URI> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    private record Message(Provider provider, String id, String body) {}

    /**
     * @param id of the delivery; what is sent again has the same
     */
    void send(Provider provider, String id, String body) {
        var message = new Message(provider, id, body);
        int first = ThreadLocalRandom.current().nextInt(addresses.size());
        begin(message, first);
        if (addresses.size() > 1) {
            begin(message, first + 1);
        }
    }

    /** Deliveries that nobody has taken yet. */
    int pending() {
        return pending.get();
    }

    /** Requests that were made. */
    long deliveries() {
        return deliveries.get();
    }

    Answers answers() {
        return answers;
    }

    /** How often a sender was asked to come again, and not told when. */
    int withoutRetryAfter() {
        return withoutRetryAfter.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void begin(Message message, int address) {
        pending.incrementAndGet();
        attempt(message, address, 0, FIRST_WAIT);
    }

    private void attempt(Message message, int address, long delay, long wait) {
        if (!threads.isShutdown()) {
            var unused = threads.schedule(() -> deliver(message, address, wait), delay, TimeUnit.MILLISECONDS);
        }
    }

    private void deliver(Message message, int address, long wait) {
        Instant begun = Clock.systemUTC().instant();
        String answer = answer(message, addresses.get(address % addresses.size()));
        deliveries.incrementAndGet();
        answers.add(answer, begun);
        if (answer.startsWith("2")) {
            pending.decrementAndGet();
        } else {
            attempt(message, address + 1, wait, Math.min(LONGEST_WAIT, wait * 2));
        }
    }

    private String answer(Message message, URI address) {
        try {
            return post(message, address);
        } catch (RuntimeException bug) {
            return bug.toString();
        }
    }

    private String post(Message message, URI address) {
        try {
            var request = HttpRequest.newBuilder(
                            address.resolve("/webhooks/" + message.provider().connector()))
                    .timeout(message.provider().patience())
                    .header("Content-Type", message.provider().contentType())
                    // Whether a request was accepted would be open, where a connection that is kept ends just then.
                    .header("Connection", "close")
                    .POST(BodyPublishers.ofString(message.body()));
            message.provider().prove(request, message.id(), message.body());
            return status(http.send(request.build(), BodyHandlers.discarding()));
        } catch (ConnectException | HttpConnectTimeoutException nobody) {
            return Answers.REFUSED;
        } catch (HttpTimeoutException late) {
            return Answers.LATE;
        } catch (IOException cut) {
            return Answers.CUT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answers.CUT;
        }
    }

    private String status(HttpResponse<Void> response) {
        if (response.statusCode() == 503
                && response.headers().firstValue("Retry-After").isEmpty()) {
            withoutRetryAfter.incrementAndGet();
        }
        return Integer.toString(response.statusCode());
    }
}
