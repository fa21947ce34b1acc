package io.syncline.faults;

import org.junit.jupiter.api.Test;

/** The fault harness in short, so that it does not rot. */
class CrashIT {
    @Test
    void killedThreeTimes_losesNothingAndRepeatsNothing() throws Exception {
        try (var world = new World("SIGKILL", Plan.EMBEDDED)) {
            world.begin();
            for (int i = 0; i < 3; i++) {
                world.pause(500 + world.random().nextInt(1_500));
                world.syncline().kill();
                world.broke();
                world.syncline().start();
                world.syncline().awaitReady();
            }
            world.settle("");
        }
    }
}
