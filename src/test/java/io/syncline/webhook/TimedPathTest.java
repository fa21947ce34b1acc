package io.syncline.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The path and its time, with a path that hangs as a database does that was frozen. */
@Timeout(30)
class TimedPathTest {
    private static final List<Delivery> ONE = List.of(delivery());
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void answersInTime_areGiven() {
        var answers = List.of(new IntakeResult("key", Outcome.CREATED, null));

        assertThat(new TimedPath(deliveries -> answers).run(ONE, Duration.ofSeconds(20)))
                .contains(answers);
    }

    @Test
    void failureOrMissingAnswer_isNotKept() {
        var failing = new TimedPath(deliveries -> {
            throw new IllegalStateException("no connection");
        });
        var silent = new TimedPath(deliveries -> List.of());

        assertThat(failing.run(ONE, Duration.ofSeconds(20))).isEmpty();
        assertThat(silent.run(ONE, Duration.ofSeconds(20))).isEmpty();
    }

    @Test
    void hangingPath_isNotWaitedFor_andWhatHasNotBegunNeverBegins() throws Exception {
        // given
        var begun = new AtomicInteger();
        var thaw = new CountDownLatch(1);
        var path = new TimedPath(deliveries -> {
            begun.incrementAndGet();
            awaitThaw(thaw);
            return List.of(new IntakeResult("key", Outcome.CREATED, null));
        });
        ExecutorService senders = Executors.newFixedThreadPool(60);

        // when
        long start = System.nanoTime();
        var answers = senders.invokeAll(IntStream.range(0, 60)
                .<Callable<Object>>mapToObj(i -> () -> path.run(ONE, SHORT))
                .toList());
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        // then
        for (var answer : answers) {
            assertThat(answer.get()).isEqualTo(Optional.empty());
        }
        assertThat(took).isBetween(SHORT, Duration.ofSeconds(10));
        assertThat(begun).hasValue(20);

        // when
        thaw.countDown();

        // then
        await().untilAsserted(
                        () -> assertThat(path.run(ONE, Duration.ofSeconds(5))).isPresent());
        assertThat(begun.get()).isLessThan(60);
        senders.shutdown();
    }

    private static void awaitThaw(CountDownLatch thaw) {
        try {
            thaw.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Delivery delivery() {
        return new Delivery(
                "calls",
                "here",
                "application/json",
                "{}".getBytes(StandardCharsets.UTF_8),
                Map.of(),
                Instant.parse("2026-03-02T10:00:00Z"));
    }
}
