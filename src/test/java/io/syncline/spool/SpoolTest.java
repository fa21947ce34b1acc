package io.syncline.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.event.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store on a real directory. */
class SpoolTest {
    private static final long PLENTY = 64L * 1024 * 1024;
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00.123456Z");

    @TempDir
    Path directory;

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void whatIsKept_isReadAsItCame_andInOrder() throws IOException {
        var first = new Delivery(
                "calls", "loc-1", "text/x; charset=utf-8", new byte[] {0, (byte) 0xFF, '\n'}, Map.of("a", "é\n"), NOW);
        try (Spool spool = open()) {
            spool.append(List.of(first));
            spool.append(List.of(delivery("2"), delivery("3")));

            List<SpoolFile> files = files(spool);
            assertThat(files).extracting(SpoolFile::deliveries).containsExactly(1, 2);
            assertThat(spool.read(files.get(0)))
                    .singleElement()
                    .usingRecursiveComparison()
                    .isEqualTo(first);
            assertThat(payloads(spool)).containsExactly("\0\u00ff\n", "2", "3");
            assertThat(spool.deliveries()).isEqualTo(3);
            assertThat(spool.isEmpty()).isFalse();
            assertThat(spool.bytes()).isEqualTo(sizeOf(slot(0)));

            spool.remove(files);

            assertThat(spool.isEmpty()).isTrue();
            assertThat(spool.bytes()).isZero();
            assertThat(spooled(slot(0))).isEmpty();
        }
    }

    @Test
    void restart_findsWhatWasKept_andGoesOnBehindIt() throws IOException {
        try (Spool before = open()) {
            before.append(List.of(delivery("1")));
            before.append(List.of(delivery("2")));
        }
        // when the clock was set back meanwhile
        try (Spool after =
                Spool.open(directory.resolve("spool"), PLENTY, Clock.fixed(NOW.minusSeconds(3600), ZoneOffset.UTC))) {
            after.append(List.of(delivery("3")));

            assertThat(payloads(after)).containsExactly("1", "2", "3");
        }
    }

    @Test
    void crashWhileWriting_leavesNothing() throws IOException {
        try (Spool before = open()) {
            before.append(List.of(delivery("1")));
        }
        Path unfinished = slot(0).resolve("1772445600123457-calls-1.spool.tmp");
        Files.writeString(unfinished, "syncline-spool 1 100 ");

        try (Spool after = open()) {
            assertThat(payloads(after)).containsExactly("1");
            assertThat(unfinished).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "flipped", "empty", "header", "longer"})
    void damage_isFound(String damage) throws IOException {
        try (Spool spool = open()) {
            spool.append(List.of(delivery("1")));
            SpoolFile file = files(spool).get(0);
            Path path = slot(0).resolve(file.name());
            byte[] content = Files.readAllBytes(path);
            Files.write(path, damaged(content, damage));

            assertThatThrownBy(() -> spool.read(file)).isInstanceOf(DamagedFileException.class);
        }
    }

    private static byte[] damaged(byte[] content, String damage) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        String changed =
                switch (damage) {
                    case "cut" -> text.substring(0, text.length() - 1);
                    case "flipped" -> text.replace("calls", "balls");
                    case "empty" -> "";
                    case "header" -> "{" + text;
                    default -> text + " ";
                };
        return changed.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void fileThatIsPutAside_isNeverOverwritten() throws IOException {
        for (int i = 0; i < 2; i++) {
            try (Spool spool = open()) {
                spool.append(List.of(delivery("round " + i)));
                spool.setAside(files(spool).get(0));

                assertThat(spool.isEmpty()).isTrue();
                assertThat(spool.aside()).isEqualTo(i + 1);
            }
        }
        assertThat(spooled(directory.resolve("spool/damaged"))).hasSize(2);
    }

    @Test
    void bound_turnsAway_andLeavesNothing() throws IOException {
        try (Spool spool = Spool.open(directory.resolve("spool"), 1000, clock)) {
            spool.append(List.of(delivery("x".repeat(300))));

            assertThatThrownBy(() -> spool.append(List.of(delivery("y".repeat(300)))))
                    .isInstanceOf(SpoolFullException.class)
                    .hasMessageContaining("syncline.spool.max-size");
            assertThat(spooled(slot(0))).hasSize(1);
            assertThat(spool.deliveries()).isEqualTo(1);

            spool.remove(files(spool));
            spool.append(List.of(delivery("y".repeat(300))));
            assertThat(spool.deliveries()).isEqualTo(1);
        }
    }

    @Test
    void directoryThatCannotBeWritten_turnsAway_andLeavesNothing() throws IOException {
        try (Spool spool = open()) {
            // Not by permissions: root, who runs many a container, is above them.
            Files.move(slot(0), directory.resolve("elsewhere"));

            assertThatThrownBy(() -> spool.append(List.of(delivery("1")))).isInstanceOf(IOException.class);
            assertThat(spool.isEmpty()).isTrue();
            assertThat(spool.bytes()).isZero();
            assertThat(spool.free()).isZero();
        }
    }

    @Test
    void everything_isItsOwnersAlone() throws IOException {
        try (Spool spool = open()) {
            spool.append(List.of(delivery("1")));

            for (Path path : List.of(directory.resolve("spool"), slot(0), directory.resolve("spool/damaged"))) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .isEqualTo("rwx------");
            }
            assertThat(spooled(slot(0)))
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void secondProcess_takesTheNextSlot_andLater_whatTheFirstLeft() throws IOException {
        Spool first = open();
        try (Spool second = open()) {
            first.append(List.of(delivery("first")));
            second.append(List.of(delivery("second")));
            second.takeOver();
            assertThat(payloads(second)).containsExactly("second");

            first.close();
            Files.writeString(slot(0).resolve("0000000000000000001-calls-1.spool.tmp"), "half");
            second.takeOver();

            // Both have the same place in the order, since the clock stands; none is lost.
            assertThat(payloads(second)).containsExactlyInAnyOrder("first", "second");
            assertThat(spooled(slot(0))).isEmpty();
            assertThat(second.deliveries()).isEqualTo(2);
            second.append(List.of(delivery("third")));
            assertThat(payloads(second)).last().isEqualTo("third");
        }
    }

    @Test
    void manyAtOnce_areAllKept() throws Exception {
        var writers = Executors.newFixedThreadPool(16);
        try (Spool spool = open()) {
            List<Callable<Void>> tasks = IntStream.range(0, 200)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        spool.append(List.of(delivery("d" + i)));
                        return null;
                    })
                    .toList();
            for (Future<Void> done : writers.invokeAll(tasks)) {
                done.get();
            }

            assertThat(payloads(spool)).hasSize(200).doesNotHaveDuplicates();
            assertThat(spooled(slot(0))).hasSize(200);
            assertThat(spool.bytes()).isEqualTo(sizeOf(slot(0)));
        } finally {
            writers.shutdown();
        }
    }

    private Spool open() throws IOException {
        return Spool.open(directory.resolve("spool"), PLENTY, clock);
    }

    private Path slot(int number) {
        return directory.resolve("spool").resolve(Integer.toString(number));
    }

    private static Delivery delivery(String payload) {
        return new Delivery(
                "calls", "loc-" + payload, "application/json", payload.getBytes(StandardCharsets.UTF_8), Map.of(), NOW);
    }

    private static List<SpoolFile> files(Spool spool) {
        var files = new ArrayList<SpoolFile>();
        spool.oldestFirst().forEach(files::add);
        return files;
    }

    private static List<String> payloads(Spool spool) throws IOException {
        var payloads = new ArrayList<String>();
        for (SpoolFile file : files(spool)) {
            for (Delivery delivery : spool.read(file)) {
                payloads.add(new String(delivery.payload(), StandardCharsets.ISO_8859_1));
            }
        }
        return payloads;
    }

    private static List<Path> spooled(Path slot) throws IOException {
        try (Stream<Path> entries = Files.list(slot)) {
            return entries.filter(entry -> !entry.endsWith("lock")).toList();
        }
    }

    private static long sizeOf(Path slot) throws IOException {
        long size = 0;
        for (Path file : spooled(slot)) {
            size += Files.size(file);
        }
        return size;
    }
}
