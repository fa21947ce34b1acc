package io.syncline.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.syncline.event.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store on a real disk that is full, or lets nothing be written any more. */
class FullDiskTest {
    @TempDir
    Path mountPoint;

    private TinyDisk disk;

    @BeforeEach
    void mount() throws Exception {
        assumeThat(TinyDisk.mount(mountPoint))
                .as("this user may mount a file system")
                .isTrue();
        disk = new TinyDisk(mountPoint);
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.unmount();
        }
    }

    @Test
    void fullDisk_turnsAway_leavesNothingHalfWritten_andTakesAgainWhenThereIsRoom() throws Exception {
        try (Spool spool = open()) {
            // given
            int kept = 0;
            while (fits(spool, 60_000)) {
                kept++;
            }

            // then
            assertThat(kept).isBetween(5, 13);
            assertThat(spool.deliveries()).isEqualTo(kept);
            assertThat(spooled()).hasSize(kept).allMatch(file -> file.toString().endsWith(".spool"));
            List<SpoolFile> files = new ArrayList<>();
            spool.oldestFirst().forEach(files::add);
            for (SpoolFile file : files) {
                assertThat(spool.read(file)).hasSize(1);
            }

            // when
            spool.remove(files.subList(0, 2));

            // then
            assertThat(fits(spool, 60_000)).isTrue();
        }
    }

    @Test
    void directoryThatTurnsReadOnly_turnsAway_keepsWhatItHas_andIsNotUsable() throws Exception {
        Path slot = mountPoint.resolve("spool/0");
        try (Spool spool = open()) {
            spool.append(List.of(delivery(10)));
            assumeThat(TinyDisk.closeTo(slot)).isTrue();

            assertThat(fits(spool, 10)).isFalse();
            assertThat(spool.free()).isZero();
            SpoolFile file = spool.oldestFirst().iterator().next();
            assertThat(spool.read(file)).hasSize(1);
            assertThatThrownBy(() -> spool.remove(List.of(file))).isInstanceOf(IOException.class);
            assertThat(spool.isEmpty()).isFalse();

            TinyDisk.openTo(slot);
            spool.remove(List.of(file));
            assertThat(spool.isEmpty()).isTrue();
        }
    }

    private Spool open() throws IOException {
        return Spool.open(mountPoint.resolve("spool"), 64L * 1024 * 1024, Clock.systemUTC());
    }

    private static boolean fits(Spool spool, int bytes) {
        try {
            spool.append(List.of(delivery(bytes)));
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    private static Delivery delivery(int bytes) {
        return new Delivery(
                "calls", "here", "application/json", new byte[bytes], Map.of(), Instant.parse("2026-03-02T10:00:00Z"));
    }

    private List<Path> spooled() throws IOException {
        try (Stream<Path> entries = Files.list(mountPoint.resolve("spool/0"))) {
            return entries.filter(entry -> !entry.endsWith("lock")).toList();
        }
    }
}
