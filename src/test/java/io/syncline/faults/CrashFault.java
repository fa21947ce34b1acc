package io.syncline.faults;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGKILL at random moments, before it is ready too, while mails, calls, leads and meetings keep coming. */
@ExtendWith(FaultTable.class)
class CrashFault {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void killedAtRandomMoments_losesNothingAndRepeatsNothing(boolean external) throws Exception {
        String where = external ? "external PostgreSQL" : "embedded PostgreSQL";
        try (var world = new World("SIGKILL, " + where, external, 1)) {
            world.begin();
            int kills = Integer.getInteger("faults.kills", 50) / 2;
            for (int i = 0; i < kills; i++) {
                if (world.random().nextInt(5) > 0) {
                    world.syncline().awaitReady();
                }
                world.pause(200 + world.random().nextInt(5_000));
                world.syncline().kill();
                world.broke();
                world.syncline().start();
            }
            world.syncline().awaitReady();
            world.settle("");
        }
    }
}
