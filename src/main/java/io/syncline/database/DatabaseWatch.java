package io.syncline.database;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Asks the database every second whether it is there, so that others know it without waiting for it. */
@ApplicationScoped
public class DatabaseWatch {
    private static final Logger LOG = Logger.getLogger(DatabaseWatch.class);

    /** A second for the next question, and the time that a connection may take. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(6);

    private static final int ANSWER_WITHIN_MILLIS = 3000;

    private final DataSource database;
    private final Clock clock;
    private final ScheduledExecutorService questions =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "database-watch"));
    private volatile Instant answeredAt = Instant.MIN;
    private volatile boolean away;

    @Inject
    DatabaseWatch(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        // Flyway and Hibernate have just talked to it.
        answeredAt = clock.instant();
        var unused = questions.scheduleWithFixedDelay(this::ask, 0, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        questions.shutdownNow();
    }

    /** Whether it has answered within the last seconds; never waits. */
    public boolean answers() {
        return !away && answeredAfter(clock.instant().minus(LONGEST_SILENCE));
    }

    /** Whether it has answered since then; never waits. */
    public boolean answeredAfter(Instant then) {
        return answeredAt.isAfter(then);
    }

    private void ask() {
        try (Connection connection = database.getConnection()) {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, ANSWER_WITHIN_MILLIS);
            try (var question = connection.createStatement()) {
                question.execute("select 1");
            } finally {
                connection.setNetworkTimeout(Runnable::run, before);
            }
            answeredAt = clock.instant();
            tell(false, "");
        } catch (SQLException | RuntimeException e) {
            // An exception would end the schedule.
            tell(true, e.getMessage());
        }
    }

    private void tell(boolean nowAway, String why) {
        if (nowAway && !away) {
            LOG.warnf("the database does not answer: %s", why);
        } else if (away && !nowAway) {
            LOG.info("the database answers again");
        }
        away = nowAway;
    }
}
