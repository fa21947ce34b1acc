package io.syncline.faults;

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
        try (var world = new World("PostgreSQL stopped for 30 s", Plan.EXTERNAL)) {
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
        try (var world = new World("PostgreSQL stopped, then SIGKILL", Plan.EXTERNAL)) {
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
            if (world.sender().answers().count("202") == 0) {
                world.problem("nothing was spooled");
            }
            world.settle("");
        }
    }

    @Test
    void hangingFor15Seconds() throws Exception {
        try (var world = new World("PostgreSQL hangs for 15 s (SIGSTOP)", Plan.EXTERNAL)) {
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
        try (var world = new World("connections cut every 300 ms", Plan.EXTERNAL)) {
            world.begin();
            int cut = 0;
            for (int i = 0; i < 67; i++) {
                world.pause(300);
                cut += world.database().cutConnections();
                world.broke();
            }
            world.settle(cut + " connections cut");
        }
    }

    /** The harness holds what events need, in the other order, so that PostgreSQL ends one of the two. */
    @Test
    void deadlocks() throws Exception {
        try (var world = new World("deadlocks provoked", Plan.EXTERNAL)) {
            world.begin();
            world.pause(5_000);
            int own = 0;
            try (Connection rival = world.database().connect()) {
                rival.setAutoCommit(false);
                for (int i = 0; i < 40; i++) {
                    own += lockAll(rival) ? 0 : 1;
                    rival.rollback();
                    world.broke();
                }
            }
            long all = world.database().deadlocks();
            if (all == own) {
                world.problem("no deadlock ended a transaction of Syncline's");
            }
            world.settle(all + " deadlocks, of which " + own + " ended the harness's transaction");
        }
    }

    /** False when it was the harness that PostgreSQL chose as the victim. */
    private static boolean lockAll(Connection rival) throws SQLException {
        try (var statement = rival.createStatement()) {
            // Whoever waits longest looks for deadlocks first, and gives way.
            statement.execute("set local deadlock_timeout = '5s'");
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
