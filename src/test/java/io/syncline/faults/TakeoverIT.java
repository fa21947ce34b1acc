package io.syncline.faults;

import org.junit.jupiter.api.Test;

/** Two processes on one database, in short: each source is one's, and the other one's when that one freezes or is killed. */
class TakeoverIT {
    @Test
    void frozenInAPollThenKilled_isTakenOverFrom_andMovesNoCheckpoint() throws Exception {
        try (var world = new World("takeover", Plan.IMPATIENT_REPLICAS)) {
            var polling = new Polling(world);
            world.start();
            world.story().tell(20);
            polling.awaitOneEach();
            polling.askTheOther();

            SynclineProcess frozen = polling.freezeInPoll();
            polling.awaitTakenOver(frozen);
            polling.wakeUp(frozen);

            SynclineProcess killed = polling.holder(Mails.CONNECTOR);
            killed.kill();
            world.broke();
            polling.awaitTakenOver(killed);
            world.converge();
        }
    }
}
