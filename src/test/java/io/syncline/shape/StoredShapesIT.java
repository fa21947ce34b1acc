package io.syncline.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.intake.Database;
import io.syncline.shape.ConnectorTally.Seen;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StoredShapesIT {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @Inject
    StoredShapes shapes;

    @Inject
    Database database;

    private final String connector = "shapes-" + UUID.randomUUID();

    @Test
    void replicasThatStoreTheSamePaths_addUp_andNeitherFails() throws Exception {
        Map<PathType, Seen> counted = new HashMap<>();
        IntStream.range(0, 100).forEach(i -> counted.put(path(i), new Seen(1, NOW, NOW)));
        counted.put(PathType.PAYLOAD, new Seen(1, NOW, NOW));

        var replicas = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> flushes = Stream.generate(() -> (Callable<Void>) () -> {
                        shapes.add(connector, counted);
                        return null;
                    })
                    .limit(40)
                    .toList();
            for (var flush : replicas.invokeAll(flushes)) {
                flush.get();
            }
        } finally {
            replicas.shutdown();
        }

        assertThat(rows("seen = 40")).isEqualTo(101);
        assertThat(rows("true")).isEqualTo(101);
    }

    @Test
    void namesThatSomebodyMakesUp_areBounded_andCountedAsMore() {
        for (int minute = 0; minute < 5; minute++) {
            Map<PathType, Seen> counted = new HashMap<>();
            for (int i = 0; i < 300; i++) {
                counted.put(path(minute * 300 + i), new Seen(1, NOW, NOW));
            }
            counted.put(new PathType("headers.message-id", ShapeType.TEXT), new Seen(1, NOW, NOW));
            shapes.add(connector, counted);
        }

        assertThat(rows("path <> ''")).isEqualTo(StoredShapes.MOST_UNFAMILIAR + 1);
        assertThat(rows("path = '' and type = 'more' and seen = 1000")).isEqualTo(1);
        assertThat(rows("path = 'headers.message-id' and seen = 5")).isEqualTo(1);
    }

    private static PathType path(int number) {
        return new PathType(PayloadShapesTest.letters(number), ShapeType.TEXT);
    }

    private long rows(String which) {
        return database.count(
                "payload_shape where connector = :connector and " + which, Map.of("connector", connector));
    }
}
