package io.syncline.faults;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas on one PostgreSQL, which share the sources among them; half of the deliveries are sent to both. */
@ExtendWith(FaultTable.class)
class ReplicasFault {
    @Test
    void killedNowAndThen_doNothingTwice() throws Exception {
        try (var world = new World("two replicas, one killed now and then", Plan.REPLICAS)) {
            world.begin();
            for (int i = 0; i < 8; i++) {
                world.pause(1_000 + world.random().nextInt(5_000));
                SynclineProcess victim = world.replicas().get(i % 2);
                victim.kill();
                world.broke();
                victim.start();
                victim.awaitReady();
            }
            world.settle("");
        }
    }

    /** Each source is one's; when that one is killed or freezes in the middle of a poll, it is the other's. */
    @Test
    void sources_arePolledByOne_andTakenOver() throws Exception {
        try (var world =
                new World("two replicas, the one that polls killed, or frozen in its poll", Plan.IMPATIENT_REPLICAS)) {
            var polling = new Polling(world);
            world.begin();
            for (int i = 0; i < 3; i++) {
                polling.awaitOneEach();
                polling.askTheOther();
                SynclineProcess frozen = polling.freezeInPoll();
                polling.awaitTakenOver(frozen);
                polling.wakeUp(frozen);

                polling.awaitOneEach();
                SynclineProcess killed = polling.holder(Mails.CONNECTOR);
                killed.kill();
                world.broke();
                polling.awaitTakenOver(killed);
                killed.start();
                killed.awaitReady();
            }
            world.settle("");
        }
    }

    /** Longer than any lease: what it had in hand is another's when it wakes up. */
    @Test
    void frozen_wakesUpAndDoesNothingTwice() throws Exception {
        try (var world = new World("two replicas, one frozen for 20 s (SIGSTOP)", Plan.REPLICAS)) {
            world.begin();
            for (SynclineProcess frozen : world.replicas()) {
                world.pause(3_000);
                frozen.signal("STOP");
                world.broke();
                world.pause(20_000);
                frozen.signal("CONT");
            }
            world.pause(3_000);
            world.settle("");
        }
    }
}
