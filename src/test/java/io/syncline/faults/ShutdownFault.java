package io.syncline.faults;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * SIGTERM under load: readiness goes down first, whatever a load balancer passes on until it has noticed is answered,
 * and the process ends in time. These senders do not look at readiness: they go on until nobody listens, and a
 * connection that waits to be accepted at that moment is cut, without a byte of it being read.
 */
@ExtendWith(FaultTable.class)
class ShutdownFault {
    private static final int TIMES = 6;
    private static final Duration GRACE = Duration.ofSeconds(20);

    /** How long a load balancer may take to notice that a process is not ready. */
    private static final Duration NOTICED = Duration.ofSeconds(1);

    /** Signal and exit code of a Java process that ended by SIGTERM. */
    private static final int TERMINATED = 143;

    private final TreeSet<Integer> codes = new TreeSet<>();
    private Duration longest = Duration.ZERO;
    private Duration shortestNotice = Duration.ofDays(1);

    @Test
    void terminatedUnderLoad_drainsWithinTheGracePeriod() throws Exception {
        try (var world = new World("SIGTERM under load", Plan.EMBEDDED)) {
            world.begin();
            world.teller().tell(40);
            for (int i = 0; i < TIMES; i++) {
                world.pause(3_000 + world.random().nextInt(2_000));
                terminate(world);
                world.broke();
                world.syncline().start();
                world.syncline().awaitReady();
            }
            if (Files.readString(world.syncline().log()).contains("Timeout occurred during graceful shutdown")) {
                world.problem("routes were not drained in time");
            }
            if (longest.compareTo(GRACE) > 0) {
                world.problem("it ended after " + longest);
            }
            world.settle("exit codes %s, ended after %.1f s at most, not ready %.1f s before it took nothing more"
                    .formatted(codes, longest.toMillis() / 1e3, shortestNotice.toMillis() / 1e3));
        }
    }

    private void terminate(World world) {
        SynclineProcess syncline = world.syncline();
        Answers answers = world.sender().answers();
        answers.forgetWhen();
        Instant signal = now();
        var notReady = CompletableFuture.supplyAsync(() -> whenNotReady(syncline));
        int code = syncline.terminate(GRACE.multipliedBy(2));
        Duration took = Duration.between(signal, now());
        codes.add(code);
        if (code != TERMINATED) {
            world.problem("exit code " + code);
        }
        longest = took.compareTo(longest) > 0 ? took : longest;
        world.pause(500);
        Instant turnedAway =
                answers.firstWhen("503", Answers.REFUSED, Answers.CUT).orElseGet(ShutdownFault::now);
        long unanswered = answers.unansweredOf(notReady.join().plus(NOTICED));
        if (unanswered > 0) {
            world.problem(unanswered + " requests of before anybody could notice were not answered");
        }
        Duration notice = Duration.between(notReady.join(), turnedAway);
        shortestNotice = notice.compareTo(shortestNotice) < 0 ? notice : shortestNotice;
        if (notice.isNegative()) {
            world.problem("a sender was turned away " + notice.negated() + " before readiness went down");
        }
    }

    private static Instant whenNotReady(SynclineProcess syncline) {
        while (syncline.isReady()) {
            Thread.onSpinWait();
        }
        return now();
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
