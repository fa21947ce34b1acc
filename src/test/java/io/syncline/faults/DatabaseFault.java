package io.syncline.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The database goes away, hangs, cuts its connections and ends transactions, under load. */
@ExtendWith(FaultTable.class)
class DatabaseFault {
    private static final int STOPPED_MILLIS = 30_000;

    @Test
    void stoppedFor30Seconds() throws Exception {
        try (var world = new World("PostgreSQL stopped for 30 s", true, 1)) {
            world.begin();
            world.pause(5_000);
            world.database().stopAtOnce();
            world.broke();
            world.pause(STOPPED_MILLIS);
            world.database().start();
            world.pause(5_000);
            world.settle("");
        }
    }

    /** What waits on the disk for the database must outlive the process. */
    @Test
    void stopped_andThenSynclineKilled() throws Exception {
        try (var world = new World("PostgreSQL stopped, then SIGKILL", true, 1)) {
            world.begin();
            for (int i = 0; i < 3; i++) {
                world.pause(3_000);
                world.database().stopAtOnce();
                world.broke();
                world.pause(4_000);
                world.syncline().kill();
                world.broke();
                world.database().start();
                world.syncline().start();
                world.syncline().awaitReady();
            }
            world.settle("");
            assertThat(world.sender().answers())
                    .as("answers while it was stopped")
                    .containsKey(202);
        }
    }

    @Test
    void hangingFor15Seconds() throws Exception {
        try (var world = new World("PostgreSQL hangs for 15 s (SIGSTOP)", true, 1)) {
            world.begin();
            world.pause(5_000);
            world.database().freeze();
            world.broke();
            world.pause(15_000);
            world.database().thaw();
            world.pause(5_000);
            world.settle("");
        }
    }

    @Test
    void connectionsCutAgainAndAgain() throws Exception {
        try (var world = new World("connections cut every 300 ms", true, 1)) {
            world.begin();
            int cut = 0;
            for (int i = 0; i < 60; i++) {
                world.pause(300);
                cut += world.database().cutConnections();
                world.broke();
            }
            world.settle(cut + " connections cut;");
        }
    }

    /** The harness holds what events need, in the other order, so that PostgreSQL ends one of the two. */
    @Test
    void deadlocks() throws Exception {
        try (var world = new World("deadlocks provoked", true, 1)) {
            world.begin();
            world.pause(5_000);
            int provoked = 0;
            try (Connection rival = world.database().connect()) {
                rival.setAutoCommit(false);
                for (int i = 0; i < 40; i++) {
                    provoked += lockAll(rival) ? 0 : 1;
                    rival.rollback();
                    world.broke();
                }
            }
            world.settle(provoked + " ended the harness's transaction;");
        }
    }

    /** False when it was the harness that PostgreSQL chose as the victim. */
    private static boolean lockAll(Connection rival) throws SQLException {
        try (var statement = rival.createStatement()) {
            statement.execute("select 1 from contact order by id desc for update");
            statement.execute("select pg_sleep(0.2)");
            statement.execute("select 1 from activity order by id desc for update");
            statement.execute("select 1 from account order by id desc for update");
            return true;
        } catch (SQLException victim) {
            if (!"40P01".equals(victim.getSQLState())) {
                throw victim;
            }
            return false;
        }
    }
}
