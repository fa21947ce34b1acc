package io.syncline.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.database.ServerProcess;
import io.syncline.demo.GoogleCalendarStub;
import io.syncline.faults.Item.Fate;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One or more Synclines with a mailbox, a calendar, phones and forms of their own, and a story that is told to them. */
final class World implements AutoCloseable {
    private final String fault;
    private final Instant began = now();
    private final Home home = Home.make();
    private final ServerProcess database;
    private final Random random;
    private final List<SynclineProcess> replicas = new ArrayList<>();
    private final GoogleCalendarStub calendar = new GoogleCalendarStub(20);
    private final Mailbox mailbox = new Mailbox();
    private final Sender sender;
    private final Story story;
    private final Teller teller;
    private final Thread atExit = new Thread(this::endAll);
    private final List<String> problems = new ArrayList<>();
    private int faults;
    private Duration settledAfter = Duration.ZERO;
    private boolean good;

    World(String fault, Plan plan) throws Exception {
        this.fault = fault;
        Runtime.getRuntime().addShutdownHook(atExit);
        long seed = FaultTable.SEED ^ fault.hashCode();
        random = new Random(seed);
        home.configure(mailbox.port(), calendar.rootUrl(), calendar.credentials());
        database = plan.external() ? ServerProcess.create(home.path().resolve("server")) : null;
        for (int i = 0; i < plan.replicas(); i++) {
            replicas.add(new SynclineProcess(home.path(), environment(plan)));
        }
        sender = new Sender(replicas.stream().map(replica -> replica.uri("/")).toList());
        story = new Story(seed, mailbox, calendar, sender);
        teller = new Teller(story, seed);
    }

    SynclineProcess syncline() {
        return replicas.get(0);
    }

    List<SynclineProcess> replicas() {
        return replicas;
    }

    ServerProcess database() {
        return database;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    GoogleCalendarStub calendar() {
        return calendar;
    }

    Random random() {
        return random;
    }

    Sender sender() {
        return sender;
    }

    Story story() {
        return story;
    }

    Teller teller() {
        return teller;
    }

    /** Starts all Synclines and begins to tell. */
    void begin() {
        start();
        teller.begin();
    }

    /** Starts all Synclines. */
    void start() {
        replicas.forEach(SynclineProcess::start);
        replicas.forEach(SynclineProcess::awaitReady);
    }

    /** A fault was made. */
    void broke() {
        faults++;
    }

    /** Something was seen that must not be. */
    void problem(String words) {
        problems.add(words);
    }

    /** Waits up to a minute. */
    void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }

    void pause(long millis) {
        try {
            boolean never = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
            assert !never;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until all is there, compares, and enters the row; what is wrong fails the test. */
    void settle(String note) {
        awaitSettled();
        Verdict verdict = compare().with(0, problems);
        String explained = "";
        if (verdict.isGood()) {
            var explanations = new Explanations(syncline(), story.items(), random);
            verdict = explanations.of(verdict);
            explained = explanations.explained() + " items explained; ";
        }
        if (sender.pending() > 0) {
            verdict = verdict.with(verdict.balance(), List.of(sender.pending() + " deliveries that nobody took"));
        }
        List<Item> filed = story.items().of(Fate.FILED);
        FaultTable.add(new FaultTable.Row(
                fault,
                faults,
                filed.size(),
                story.items().places() + sender.deliveries(),
                verdict,
                Duration.between(began, now()),
                note + (note.isEmpty() ? "" : "; ") + "all there after " + settledAfter.toSeconds() + " s; " + explained
                        + sender.answers()));
        good = verdict.isGood();
        assertThat(verdict)
                .as("see " + home.path() + "; " + sender.answers())
                .matches(Verdict::isGood, "as it must be");
    }

    /** Waits until all is there, at those that still run. */
    void converge() {
        await("all that was told", () -> sender.pending() == 0 && compare().isGood());
        good = true;
    }

    /** Waits until nothing happens any more and all that happened has arrived, or until it is too late for that. */
    void awaitSettled() {
        teller.close();
        Instant last = now();
        replicas.stream().filter(replica -> !replica.isAlive()).forEach(SynclineProcess::start);
        replicas.forEach(SynclineProcess::awaitReady);
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(180))
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions()
                    .until(() -> sender.pending() == 0 && compare().isGood());
        } catch (ConditionTimeoutException tooLate) {
            // The verdict says what is wrong.
        }
        settledAfter = settledAfter.plus(Duration.between(last, now()));
    }

    Verdict compare() {
        try (Connection connection = connect()) {
            return Oracle.compare(connection, story.items());
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection connect() throws SQLException, IOException {
        return database != null ? database.connect() : syncline().connectEmbedded();
    }

    @Override
    public void close() throws IOException {
        endAll();
        Runtime.getRuntime().removeShutdownHook(atExit);
        if (good) {
            home.delete();
        }
    }

    private void endAll() {
        sender.close();
        teller.close();
        replicas.forEach(SynclineProcess::end);
        if (database != null) {
            database.close();
        }
        mailbox.close();
        calendar.close();
    }

    private Map<String, String> environment(Plan plan) {
        Map<String, String> environment = new HashMap<>(plan.settings());
        if (database != null) {
            environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
            environment.put("QUARKUS_DATASOURCE_USERNAME", ServerProcess.USER);
            environment.put("QUARKUS_DATASOURCE_PASSWORD", ServerProcess.PASSWORD);
        }
        return environment;
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
