package io.syncline.faults;

import io.syncline.spool.TinyDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The database is away for longer than the disk under the spool lasts. */
@ExtendWith(FaultTable.class)
class DiskFault {
    private static final int TIMES = 3;
    private static final String BOUND = "256K";

    @Test
    void fullUnderTheSpool_isNotTakenAndNothingIsHalfWritten() throws Exception {
        Path spool = Files.createTempDirectory("syncline-faults-disk-");
        boolean mounted = TinyDisk.mount(spool);
        var plan = new Plan(true, 1, settings(spool, mounted));
        try (var world = new World(mounted ? "disk full under the spool" : "spool full by its bound", plan)) {
            world.begin();
            for (int i = 0; i < TIMES; i++) {
                fill(world, i % 2 == 1);
            }
            world.awaitSettled();
            assess(world, spool);
            world.settle(mounted ? "a disk of 1 MB" : "no disk can be mounted here; the spool's bound is " + BOUND);
        } finally {
            if (mounted) {
                new TinyDisk(spool).unmount();
            }
            Files.deleteIfExists(spool);
        }
    }

    private static Map<String, String> settings(Path spool, boolean mounted) {
        String directory = spool.toString();
        return mounted
                ? Map.of("SYNCLINE_SPOOL_DIRECTORY", directory)
                : Map.of("SYNCLINE_SPOOL_DIRECTORY", directory, "SYNCLINE_SPOOL_MAX_SIZE", BOUND);
    }

    /** Takes the database away until senders are turned away, and for a while longer. */
    private static void fill(World world, boolean killed) {
        world.pause(3_000);
        world.database().stopAtOnce();
        world.broke();
        int before = world.sender().answers().count("503");
        world.await("a full disk", () -> world.sender().answers().count("503") > before + 100);
        world.broke();
        if (killed) {
            world.syncline().kill();
            world.broke();
        }
        world.database().start();
        if (killed) {
            world.syncline().start();
            world.syncline().awaitReady();
        }
    }

    private static void assess(World world, Path spool) throws IOException {
        if (world.sender().answers().count("202") == 0) {
            world.problem("nothing was spooled");
        }
        if (world.sender().withoutRetryAfter() > 0) {
            world.problem(world.sender().withoutRetryAfter() + " answers 503 without Retry-After");
        }
        try (Stream<Path> files = Files.walk(spool)) {
            List<String> left = files.filter(Files::isRegularFile)
                    .map(file -> spool.relativize(file).toString())
                    .filter(file -> !file.endsWith("lock"))
                    .toList();
            if (!left.isEmpty()) {
                world.problem("left in the spool: " + left);
            }
        }
    }
}
