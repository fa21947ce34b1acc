package io.syncline.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Sends webhooks as providers do: each again and again until it is answered with 2xx. */
final class Sender implements AutoCloseable {
    static final String TOKEN = "harness-token";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(6);
    private final Supplier<URI> target;
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicInteger redeliveries = new AtomicInteger();
    private final Map<Integer, Integer> answers = new TreeMap<>();

    /**
     * @param target where the next request goes: one of the replicas
     */
    Sender(Supplier<URI> target) {
        this.target = target;
    }

    void send(String connector, String body) {
        pending.incrementAndGet();
        attempt(connector, body, 0);
    }

    /** Deliveries that nobody has taken yet. */
    int pending() {
        return pending.get();
    }

    int redeliveries() {
        return redeliveries.get();
    }

    /** How often each status was answered; 0 stands for no answer. */
    synchronized Map<Integer, Integer> answers() {
        return new TreeMap<>(answers);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void attempt(String connector, String body, long delay) {
        var unused = threads.schedule(() -> deliver(connector, body), delay, TimeUnit.MILLISECONDS);
    }

    private void deliver(String connector, String body) {
        int status = post(connector, body);
        count(status);
        if (status / 100 == 2) {
            pending.decrementAndGet();
        } else if (!threads.isShutdown()) {
            redeliveries.incrementAndGet();
            attempt(connector, body, 300);
        }
    }

    private int post(String connector, String body) {
        try {
            var request = HttpRequest.newBuilder(target.get().resolve("/webhooks/" + connector))
                    .timeout(Duration.ofSeconds(15))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + TOKEN)
                    .POST(BodyPublishers.ofString(body))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException noAnswer) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private synchronized void count(int status) {
        answers.merge(status, 1, Integer::sum);
    }
}
