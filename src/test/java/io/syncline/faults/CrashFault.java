package io.syncline.faults;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGKILL at random moments, before it is ready too, while mails, calls, leads and meetings keep coming. */
@ExtendWith(FaultTable.class)
class CrashFault {
    private static final int KILLS = Integer.getInteger("faults.kills", 50);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void killedAtRandomMoments_losesNothingAndRepeatsNothing(boolean external) throws Exception {
        String where = external ? "external PostgreSQL" : "embedded PostgreSQL";
        try (var world = new World("SIGKILL, " + where, external ? Plan.EXTERNAL : Plan.EMBEDDED)) {
            world.begin();
            int early = 0;
            for (int i = 0; i < (external ? KILLS / 2 : KILLS - KILLS / 2); i++) {
                if (world.random().nextInt(4) > 0) {
                    world.syncline().awaitReady();
                }
                world.pause(200 + world.random().nextInt(5_800));
                early += world.syncline().isReady() ? 0 : 1;
                world.syncline().kill();
                world.broke();
                world.syncline().start();
            }
            world.settle(early + " of them before it was ready");
        }
    }
}
