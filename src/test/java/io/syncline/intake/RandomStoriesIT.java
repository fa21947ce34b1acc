package io.syncline.intake;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.event.SourceEvent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.camel.ProducerTemplate;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Order does not matter, by many small stories: each takes place three times, at places of its own, with its events
 * permuted, repeated and interleaved with those of others in eight threads; all three end in the same rows.
 * {@code -Dstories.seed=<n>} repeats a run, up to how its threads run.
 */
@QuarkusTest
class RandomStoriesIT {
    private static final Logger LOG = Logger.getLogger(RandomStoriesIT.class);
    private static final int STORIES = Integer.getInteger("stories", 500);
    private static final int PLACES = 3;
    private static final int THREADS = 8;
    private static final int MOST_TOGETHER = 12;
    private static final Instant AGAIN = Instant.parse("2026-03-02T10:06:00Z");

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    @Inject
    CrmRows rows;

    private final long seed = Long.getLong("stories.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final String run = "p" + UUID.randomUUID().toString().substring(0, 8);
    private final AtomicInteger rolledBack = new AtomicInteger();

    @Test
    void storiesInAnyOrderRepetitionAndThread_endInTheSameRows() throws Exception {
        // given
        List<Telling> tellings = new ArrayList<>();
        for (int story = 0; story < STORIES; story++) {
            for (int place = 0; place < PLACES; place++) {
                tellings.add(telling(story, place));
            }
        }
        Queue<SourceEvent> events = interleaved(tellings);
        int applied = events.size();
        long begin = System.nanoTime();

        // when
        inThreads(() -> {
            for (SourceEvent event = events.poll(); event != null; event = events.poll()) {
                apply(event);
            }
        });
        long end = System.nanoTime();
        database.awaitAssociations();

        // then
        Map<String, List<String>> byPlace = rowsByPlace();
        List<String> differences = tellings.stream().collect(groupingBy(Telling::story)).values().stream()
                .flatMap(same -> difference(same, byPlace).stream())
                .toList();
        LOG.infof(
                "%d tellings of %d stories, %d events in %d ms, %d rows, %d transactions rolled back and made again, seed %d",
                tellings.size(),
                STORIES,
                applied,
                (end - begin) / 1_000_000,
                byPlace.values().stream().mapToInt(List::size).sum(),
                rolledBack.get(),
                seed);
        assertThat(differences.size())
                .as(
                        "stories that depend on their order, of %d; -Dstories.seed=%d%n%s",
                        STORIES, seed, shown(differences))
                .isZero();
    }

    /** A story at a place, in the order in which it is told there. */
    private record Telling(int story, Story.Place place, List<SourceEvent> events) {}

    private Telling telling(int story, int copy) {
        String name = run + String.format(Locale.ROOT, "s%04dc%d", story, copy);
        var place = new Story.Place(name, story * PLACES + copy);
        List<SourceEvent> events = new ArrayList<>(Story.of(seed + story, place));
        if (copy > 0) {
            List.copyOf(events).stream()
                    .filter(event -> random.nextInt(4) == 0)
                    .forEach(event -> events.add(Events.again(event, AGAIN)));
            Collections.shuffle(events, random);
        }
        return new Telling(story, place, events);
    }

    /** A few tellings at a time, so that often events of the same one are applied in the same moment. */
    private Queue<SourceEvent> interleaved(List<Telling> tellings) {
        List<Telling> inSomeOrder = new ArrayList<>(tellings);
        Collections.shuffle(inSomeOrder, random);
        Queue<SourceEvent> events = new ConcurrentLinkedQueue<>();
        for (int from = 0; from < inSomeOrder.size(); ) {
            int to = Math.min(inSomeOrder.size(), from + 1 + random.nextInt(MOST_TOGETHER));
            List<Queue<SourceEvent>> open = new ArrayList<>();
            inSomeOrder.subList(from, to).forEach(telling -> open.add(new ConcurrentLinkedQueue<>(telling.events())));
            while (!open.isEmpty()) {
                Queue<SourceEvent> next = open.get(random.nextInt(open.size()));
                events.add(next.remove());
                open.removeIf(Queue::isEmpty);
            }
            from = to;
        }
        return events;
    }

    private static void inThreads(Runnable work) throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> running = new ArrayList<>();
        IntStream.range(0, THREADS).forEach(i -> running.add(threads.submit(work)));
        for (Future<?> one : running) {
            one.get();
        }
        threads.shutdown();
    }

    /** What PostgreSQL rolls back is applied again, as the retry queue does it. */
    private void apply(SourceEvent event) {
        for (int attempt = 1; ; attempt++) {
            try {
                producer.requestBody("direct:event-apply", event);
                return;
            } catch (RuntimeException e) {
                if (attempt > 20 || !isRollback(e)) {
                    throw e;
                }
                rolledBack.incrementAndGet();
            }
        }
    }

    private static boolean isRollback(Throwable error) {
        Throwable current = error;
        while (current != null) {
            if (current instanceof SQLException sql
                    && String.valueOf(sql.getSQLState()).startsWith("40")) {
                return true;
            }
            current = current.getCause();
        }
        return false;
    }

    private Map<String, List<String>> rowsByPlace() {
        Pattern places = Pattern.compile(run + "s\\d{4}c\\d");
        return rows.all().stream().filter(row -> places.matcher(row).find()).collect(groupingBy(row -> {
            Matcher place = places.matcher(row);
            assertThat(place.find()).isTrue();
            return place.group();
        }));
    }

    private static List<String> difference(List<Telling> tellings, Map<String, List<String>> byPlace) {
        List<List<String>> ends = tellings.stream()
                .map(telling -> byPlace.getOrDefault(telling.place().name(), List.of()).stream()
                        .map(telling.place()::neutral)
                        .sorted()
                        .toList())
                .toList();
        for (int i = 1; i < ends.size(); i++) {
            if (!ends.get(i).equals(ends.get(0))) {
                return List.of("story %d as %s%n   ends with %s%nand as %s%n   ends with %s%n"
                        .formatted(
                                tellings.get(0).story(),
                                order(tellings.get(0)),
                                without(ends.get(0), ends.get(i)),
                                order(tellings.get(i)),
                                without(ends.get(i), ends.get(0))));
            }
        }
        return List.of();
    }

    private static String order(Telling telling) {
        return telling.events().stream()
                .map(event -> telling.place().neutral(event.key().value()))
                .collect(joining(", "));
    }

    private static String without(List<String> rows, List<String> others) {
        return rows.stream().filter(row -> !others.contains(row)).collect(joining("\n   "));
    }

    private static String shown(List<String> differences) {
        return differences.stream().limit(12).collect(joining("\n"));
    }
}
