package io.syncline.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.database.ServerProcess;
import io.syncline.demo.GoogleCalendarStub;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One or more Synclines with a mailbox, a calendar, a phone and a form of their own, and a story that is told to them. */
final class World implements AutoCloseable {
    private static final int PER_SECOND = 15;

    private final String fault;
    private final Instant began = now();
    private final Path home;
    private final ServerProcess database;
    private final Random random;
    private final List<SynclineProcess> replicas = new ArrayList<>();
    private final GoogleCalendarStub calendar = new GoogleCalendarStub(20);
    private final Mailbox mailbox;
    private final Sender sender = new Sender(this::target);
    private final Story story;
    private final Thread teller = new Thread(this::tellOn, "story");
    private final CountDownLatch told = new CountDownLatch(1);
    private int faults;

    /**
     * @param external whether they share a PostgreSQL of the harness's; else the one has its embedded one
     */
    World(String fault, boolean external, int count) throws Exception {
        this.fault = fault;
        long seed = Long.getLong("faults.seed", System.nanoTime());
        home = Files.createTempDirectory("syncline-faults-");
        home.toFile().setExecutable(true, false);
        home.toFile().setReadable(true, false);
        random = new Random(seed);
        Files.writeString(home.resolve("seed"), fault + ": -Dfaults.seed=" + seed);
        database = external ? ServerProcess.create(home.resolve("server")) : null;
        mailbox = new Mailbox();
        story = new Story(seed, mailbox, calendar, sender);
        configure();
        for (int i = 0; i < count; i++) {
            replicas.add(new SynclineProcess(home, ServerProcess.freePort(), environment()));
        }
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

    /** Starts all Synclines and begins to tell. */
    void begin() {
        replicas.forEach(SynclineProcess::start);
        replicas.forEach(SynclineProcess::awaitReady);
        teller.start();
    }

    /** A fault was made. */
    void broke() {
        faults++;
    }

    void pause(long millis) {
        try {
            boolean never = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
            assert !never;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void stopTelling() {
        told.countDown();
        try {
            teller.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until all is there, compares, and enters the row; what is wrong fails the test. */
    Oracle.Verdict settle(String note) {
        stopTelling();
        for (SynclineProcess replica : replicas) {
            if (!replica.isAlive()) {
                replica.start();
            }
        }
        replicas.forEach(SynclineProcess::awaitReady);
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions()
                    .until(() -> sender.pending() == 0 && compare().isGood());
        } catch (ConditionTimeoutException tooLate) {
            // The verdict says what is wrong.
        }
        Oracle.Verdict verdict = compare();
        String explained = verdict.isGood() ? new Explanations(syncline()).of(story, random) : "";
        String unsent = sender.pending() == 0 ? "" : " unsent " + sender.pending();
        String all = note + " " + explained + " answers " + sender.answers() + unsent;
        FaultTable.add(new FaultTable.Row(
                fault,
                faults,
                story.expected().size(),
                story.deliveries(),
                verdict,
                Duration.between(began, now()),
                all.strip()));
        assertThat(sender.pending()).as("deliveries that nobody took").isZero();
        assertThat(verdict).as("see " + home).matches(Oracle.Verdict::isGood);
        return verdict;
    }

    Oracle.Verdict compare() {
        try (Connection connection = connect()) {
            return Oracle.compare(connection, story);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection connect() throws SQLException, IOException {
        if (database != null) {
            return database.connect();
        }
        Path data = home.resolve("data");
        int port = Integer.parseInt(Files.readAllLines(data.resolve("postgresql/postmaster.pid"))
                .get(3)
                .strip());
        String password = Files.readString(data.resolve("postgresql-password")).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/syncline", "syncline", password);
    }

    @Override
    public void close() throws IOException {
        told.countDown();
        sender.close();
        replicas.forEach(SynclineProcess::end);
        if (database != null) {
            database.close();
        }
        mailbox.close();
        calendar.close();
    }

    private void tellOn() {
        try {
            while (!told.await(100, TimeUnit.MILLISECONDS)) {
                story.tell(Math.max(1, PER_SECOND / 10 + random.nextInt(2)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI target() {
        return replicas.get((int) (Math.random() * replicas.size())).uri("/");
    }

    private void configure() throws IOException {
        Path config = Files.createDirectories(home.resolve("config"));
        Files.createSymbolicLink(home.resolve("routes"), Path.of("routes").toAbsolutePath());
        Files.writeString(config.resolve("calendar.json"), calendar.credentials());
        Files.writeString(
                config.resolve("application.yaml"),
                """
                syncline:
                  organization: {domains: [acme.example], default-region: US}
                  retry: {initial-delay: 500ms, max-delay: 2s}
                  look-every: 1s
                  connectors:
                    mail:
                      {type: imap, owner: revops@acme.example, host: 127.0.0.1, port: %d, tls: none, username: %s, password: %s,
                       folders: [INBOX, Sent], poll-every: 1s}
                    meetings:
                      {type: google-calendar, owner: revops@acme.example, calendars: [%s], credentials: config/calendar.json,
                       root-url: '%s', poll-every: 1s}
                    calls: {type: telephony, owner: revops@acme.example, provider: generic, auth: bearer, secret: %s}
                    leads: {type: lead-form, owner: revops@acme.example, provider: generic, auth: bearer, secret: %s}
                """
                        .formatted(
                                mailbox.port(),
                                Mailbox.USER,
                                Mailbox.PASSWORD,
                                Mailbox.USER,
                                calendar.rootUrl(),
                                Sender.TOKEN,
                                Sender.TOKEN));
    }

    private Map<String, String> environment() {
        if (database == null) {
            return Map.of();
        }
        var environment = new HashMap<String, String>();
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", ServerProcess.USER);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", ServerProcess.PASSWORD);
        return environment;
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
