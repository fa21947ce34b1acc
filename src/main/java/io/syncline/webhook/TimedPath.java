package io.syncline.webhook;

import io.opentelemetry.context.Context;
import io.quarkus.runtime.ShutdownEvent;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jboss.logging.Logger;

/**
 * Runs deliveries through the path and waits for it no longer than its caller can. A database that hangs then holds these
 * threads and no others; what has not begun when its time is over never begins.
 */
@ApplicationScoped
class TimedPath {
    private static final Logger LOG = Logger.getLogger(TimedPath.class);

    /** Fewer than the database has connections. */
    private static final int AT_ONCE = 20;

    private final Function<List<Delivery>, List<IntakeResult>> path;
    private final ExecutorService attempts =
            Context.taskWrapping(Executors.newFixedThreadPool(AT_ONCE, TimedPath::thread));

    @Inject
    TimedPath(ProducerTemplate producer) {
        this(deliveries -> intake(producer, deliveries));
    }

    TimedPath(Function<List<Delivery>, List<IntakeResult>> path) {
        this.path = path;
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "webhook-attempt");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * What became of the deliveries, one answer each; empty when they are not known to be kept. An attempt that was not
     * waited for goes on, and may still keep them.
     */
    Optional<List<IntakeResult>> run(List<Delivery> deliveries, Duration longest) {
        var begun = new CountDownLatch(1);
        Future<List<IntakeResult>> attempt = attempts.submit(() -> {
            begun.countDown();
            return path.apply(deliveries);
        });
        long until = System.nanoTime() + longest.toNanos();
        try {
            // Whoever is not served by then stands behind attempts that hang.
            if (!begun.await(longest.dividedBy(3).toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            List<IntakeResult> results = attempt.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            return Optional.of(results).filter(answers -> answers.size() == deliveries.size());
        } catch (ExecutionException e) {
            LOG.debugf("the path failed: %s", e.getCause().getClass().getSimpleName());
        } catch (TimeoutException e) {
            attempt.cancel(false);
            LOG.debug("the path takes longer than senders wait");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static List<IntakeResult> intake(ProducerTemplate producer, List<Delivery> deliveries) {
        Exchange exchange = producer.request(
                "direct:webhook-intake", request -> request.getMessage().setBody(deliveries));
        if (exchange.getException() != null) {
            throw new IllegalStateException(exchange.getException());
        }
        return exchange.getMessage().getBody(List.class);
    }

    void stop(@Observes ShutdownEvent stopping) {
        attempts.shutdown();
    }
}
