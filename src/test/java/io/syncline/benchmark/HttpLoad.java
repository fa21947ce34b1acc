package io.syncline.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;

/** Sends requests over a number of connections from one thread. */
final class HttpLoad implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;
    private final RequestOptions request;
    private final int connections;
    private final Supplier<String> bodies;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private volatile ConcurrentHistogram latencies = new ConcurrentHistogram(3);

    /**
     * @param bodies of the requests; null for GET
     */
    HttpLoad(URI uri, String authorization, int connections, Supplier<String> bodies) {
        this.connections = connections;
        this.bodies = bodies;
        client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setMaxWaitQueueSize(-1),
                new PoolOptions().setHttp1MaxSize(connections));
        request = new RequestOptions()
                .setMethod(bodies == null ? HttpMethod.GET : HttpMethod.POST)
                .setHost(uri.getHost())
                .setPort(uri.getPort())
                .setURI(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        request.putHeader("Authorization", authorization);
        request.putHeader("Content-Type", "application/json");
    }

    /** Answers that do not say that the call is kept. */
    long failed() {
        return failed.get();
    }

    /** Answers that say that it is kept and applied later. */
    long late() {
        return late.get();
    }

    /** As many as are answered, each connection sending the next as soon as it has an answer. */
    Rate asManyAsPossible(Duration time) {
        begin();
        long from = System.nanoTime();
        long until = from + time.toNanos();
        var running = new CountDownLatch(connections);
        for (int i = 0; i < connections; i++) {
            next(until, running);
        }
        await(running);
        return rate(from);
    }

    /** At a steady rate; an answer's time is counted from when its request should have been sent, whatever held it up. */
    Rate steady(Duration time, double perSecond) {
        begin();
        long from = System.nanoTime();
        long many = (long) (perSecond * time.toNanos() / 1e9);
        var open = new AtomicInteger();
        for (long i = 0; i < many; i++) {
            long due = from + (long) (i * 1e9 / perSecond);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(Math.max(50_000, due - System.nanoTime()));
            }
            open.incrementAndGet();
            send(body(), due, open::decrementAndGet);
        }
        while (open.get() > 0) {
            LockSupport.parkNanos(1_000_000);
        }
        return rate(from);
    }

    private void begin() {
        answered.set(0);
        latencies = new ConcurrentHistogram(3);
    }

    private Rate rate(long from) {
        return new Rate(answered.get() * 1e9 / (System.nanoTime() - from), answered.get(), latencies);
    }

    private void next(long until, CountDownLatch running) {
        long now = System.nanoTime();
        if (now >= until) {
            running.countDown();
            return;
        }
        send(body(), now, () -> next(until, running));
    }

    private synchronized String body() {
        return bodies == null ? "" : bodies.get();
    }

    private void send(String body, long due, Runnable then) {
        client.request(request)
                .compose(made -> made.send(Buffer.buffer(body)))
                .compose(response -> response.body().map(ignored -> response.statusCode()))
                .onComplete(done -> {
                    latencies.recordValue((System.nanoTime() - due) / 1_000);
                    answered.incrementAndGet();
                    if (done.succeeded() && done.result() == 202) {
                        late.incrementAndGet();
                    } else if (done.failed() || done.result() != 200) {
                        failed.incrementAndGet();
                    }
                    then.run();
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.MINUTES)) {
                throw new IllegalStateException("requests without an answer");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
