package io.syncline.faults;

import static org.awaitility.Awaitility.await;

import io.syncline.demo.GoogleCalendarStub.Trouble;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sources that break in the middle: wires that are cut, APIs that are busy, slow, or answer half of it. */
@ExtendWith(FaultTable.class)
class SourceFault {
    private static final Trouble[] TROUBLES = {
        Trouble.GONE, Trouble.RATE_LIMIT, Trouble.TOO_MANY, Trouble.SERVER_ERROR, Trouble.HALF_A_PAGE, Trouble.SLOW
    };

    @Test
    void imapConnectionCutInTheMiddle() throws Exception {
        try (var world = new World("IMAP connection cut in the middle", Plan.EMBEDDED)) {
            world.begin();
            for (int i = 0; i < 30; i++) {
                world.pause(700);
                world.mailbox().wire().cutAfter(1 + world.random().nextInt(20_000));
                world.broke();
                world.pause(300);
                world.mailbox().wire().cutAfter(Long.MAX_VALUE);
            }
            world.settle("");
        }
    }

    @Test
    void foldersRenumbered() throws Exception {
        try (var world = new World("UIDVALIDITY changed", Plan.EMBEDDED)) {
            world.begin();
            for (int i = 0; i < 6; i++) {
                world.pause(3_000);
                world.story().meanwhile(() -> world.mailbox().renumber("Sent"));
                world.broke();
            }
            world.settle("");
        }
    }

    @Test
    void mailsDeletedWhileReading() throws Exception {
        try (var world = new World("mails deleted while reading", Plan.EMBEDDED)) {
            world.begin();
            for (int i = 0; i < 60; i++) {
                world.pause(world.random().nextInt(400));
                world.story().passingMail();
                world.broke();
            }
            world.settle("");
        }
    }

    @Test
    void calendarInTrouble() throws Exception {
        try (var world = new World("calendar: 410, 403, 429, 500, half a page, slow", Plan.EMBEDDED)) {
            world.begin();
            for (int i = 0; i < 30; i++) {
                // One failure and one answer, or the connector would rightly wait longer and longer.
                int asked = world.calendar().requests().size();
                world.calendar().fail(TROUBLES[i % TROUBLES.length], Trouble.NONE);
                world.broke();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> world.calendar().requests().size() >= asked + 2);
            }
            world.settle("");
        }
    }

    /** All of it, in any order, as it comes. */
    @Test
    void everythingAtRandom() throws Exception {
        try (var world = new World("all troubles of sources at random", Plan.EMBEDDED)) {
            world.begin();
            for (int i = 0; i < 100; i++) {
                world.pause(world.random().nextInt(1_000));
                trouble(world);
                world.broke();
            }
            world.mailbox().wire().cutAfter(Long.MAX_VALUE);
            world.settle("");
        }
    }

    private static void trouble(World world) {
        int kind = world.random().nextInt(10);
        if (kind < 4) {
            world.mailbox().wire().cutAfter(1 + world.random().nextInt(20_000));
        } else if (kind < 6) {
            world.mailbox().wire().cutAfter(Long.MAX_VALUE);
            world.story().passingMail();
        } else if (kind < 7) {
            world.story().meanwhile(() -> world.mailbox().renumber("Sent"));
        } else {
            Trouble trouble = TROUBLES[world.random().nextInt(TROUBLES.length)];
            world.calendar().fail(trouble, Trouble.NONE);
        }
    }
}
