package io.syncline.faults;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas on one PostgreSQL, both of which read the same sources and are sent the same deliveries. */
@ExtendWith(FaultTable.class)
class ReplicasFault {
    @Test
    void twoReplicas_oneKilledNowAndThen() throws Exception {
        try (var world = new World("two replicas, one killed now and then", true, 2)) {
            world.begin();
            for (int i = 0; i < 6; i++) {
                world.pause(2_000 + world.random().nextInt(3_000));
                var victim = world.replicas().get(i % 2);
                victim.kill();
                world.broke();
                victim.start();
                victim.awaitReady();
            }
            world.settle("");
        }
    }
}
