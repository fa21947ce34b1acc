package io.syncline.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Looks at which of two replicas polls which source, and breaks the one that does. */
final class Polling {
    /** A lease of {@link Plan#IMPATIENT_REPLICAS}, a round in which it is taken, and a slow machine. */
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(2 + 1 + 10);

    /** What a frozen process has locked, the database frees after a minute. */
    private static final Duration POLLED_WITHIN = Duration.ofSeconds(75);

    private static final List<String> CONNECTORS = List.of(Mails.CONNECTOR, Meetings.CONNECTOR);

    private final World world;

    Polling(World world) {
        this.world = world;
    }

    /** Each replica has one of the two sources, and both say the same of it. */
    void awaitOneEach() {
        world.await("one source each", () -> {
            Map<String, String> told = holders(world.replicas().get(0));
            return told.keySet().containsAll(CONNECTORS)
                    && !told.get(Mails.CONNECTOR).equals(told.get(Meetings.CONNECTOR))
                    && told.equals(holders(world.replicas().get(1)));
        });
    }

    /** The replica that polls a source, by what the database says. */
    SynclineProcess holder(String connector) {
        long pid = number("select r.pid from connector_lease l join replica r on r.id = l.replica_id"
                + " where l.leased_until > clock_timestamp() and l.connector = '" + connector + "'");
        return world.replicas().stream()
                .filter(replica -> replica.isAlive() && replica.pid() == pid)
                .findFirst()
                .orElse(null);
    }

    /** The other of the two. */
    SynclineProcess other(SynclineProcess one) {
        return world.replicas().get(1 - world.replicas().indexOf(one));
    }

    /** Freezes whoever polls the mailbox when it has asked for mails and not yet got them. */
    SynclineProcess freezeInPoll() {
        var frozen = new SynclineProcess[1];
        var done = new CountDownLatch(1);
        world.mailbox().wire().before("BODY.PEEK", () -> {
            frozen[0] = holder(Mails.CONNECTOR);
            frozen[0].signal("STOP");
            done.countDown();
        });
        world.story().tellMails(10);
        try {
            assertThat(done.await(30, TimeUnit.SECONDS))
                    .as("a poll asks for mails")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        world.broke();
        return frozen[0];
    }

    /** Waits until the other one has both sources and polls them. */
    void awaitTakenOver(SynclineProcess gone) {
        SynclineProcess heir = other(gone);
        Awaitility.await("takeover by " + heir.log())
                .atMost(TAKEN_OVER_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> CONNECTORS.stream().allMatch(connector -> holder(connector) == heir));
        long polls = polls();
        Awaitility.await("polls by " + heir.log())
                .atMost(POLLED_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> polls() > polls);
    }

    /** Wakes a replica whose mailbox is another's by now, with a poll in hand; nothing of where that one stands changes. */
    void wakeUp(SynclineProcess frozen) {
        world.story().meanwhile(() -> {
            awaitQuiet();
            String stood = checkpoints();
            frozen.signal("CONT");
            world.await(
                    "the end of the frozen poll",
                    () -> logged(frozen, "a poll ends early") || !checkpoints().equals(stood));
            assertThat(checkpoints()).as("how far the other one has read").isEqualTo(stood);
        });
        assertThat(number("select count(*) from connector_status where consecutive_failures > 0"))
                .as("failures that the frozen one reported")
                .isZero();
    }

    /** A poll that is asked for where the source is not polled is made there, and the source stays whose it was. */
    void askTheOther() {
        SynclineProcess holder = holder(Mails.CONNECTOR);
        world.await("a poll on demand", () -> other(holder).post("/api/v1/connectors/mail/poll") == 200);
        world.await("the source to go back", () -> holder(Mails.CONNECTOR) == holder);
    }

    /** Until all mails are read: then no poll moves a checkpoint. */
    private void awaitQuiet() {
        world.await("a mailbox that is read", () -> {
            String before = checkpoints();
            long polls = polls();
            world.await("two polls", () -> polls() > polls + 1);
            return before.equals(checkpoints());
        });
    }

    private static boolean logged(SynclineProcess replica, String words) {
        try {
            return Files.readString(replica.log()).contains(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> holders(SynclineProcess asked) {
        Map<String, String> holders = new TreeMap<>();
        for (JsonNode connector : new Api(asked).get("/api/v1/connectors").path("items")) {
            if (connector.path("lease").hasNonNull("replica")) {
                assertThat(connector.path("lease").path("since").asText()).endsWith("Z");
                holders.put(
                        connector.path("id").asText(),
                        connector.path("lease").path("replica").asText());
            }
        }
        return holders;
    }

    /** Polls of the mailbox that began so far. */
    private long polls() {
        return number("select fence from connector_lease where connector = 'mail'");
    }

    private String checkpoints() {
        return text("select string_agg(scope || ' ' || position || ' ' || updated_at, ', ' order by scope)"
                + " from checkpoint where connector = 'mail'");
    }

    private long number(String query) {
        String found = text(query);
        return found == null ? 0 : Long.parseLong(found);
    }

    private String text(String query) {
        try (Connection connection = world.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
