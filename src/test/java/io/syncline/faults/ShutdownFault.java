package io.syncline.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** SIGTERM under load. */
@ExtendWith(FaultTable.class)
class ShutdownFault {
    @Test
    void terminatedUnderLoad_drainsWithinTheGracePeriod() throws Exception {
        try (var world = new World("SIGTERM under load", false, 1)) {
            world.begin();
            var codes = new TreeSet<Integer>();
            for (int i = 0; i < 5; i++) {
                world.pause(3_000);
                codes.add(world.syncline().terminate(Duration.ofSeconds(30)));
                world.broke();
                world.syncline().start();
                world.syncline().awaitReady();
            }
            world.settle("exit codes " + codes + ";");
            assertThat(codes).containsExactly(143);
        }
    }
}
