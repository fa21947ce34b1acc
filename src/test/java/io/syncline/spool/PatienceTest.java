package io.syncline.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final SpoolFile FILE = new SpoolFile(7, "calls", 1, 100);

    private final Patience patience = new Patience();

    @Test
    void fileThatFails_isTriedInItsPlaceAFewTimes_andThenPassedOver() {
        assertThat(patience.failed(FILE, START)).isFalse();
        assertThat(patience.failed(FILE, START.plusSeconds(1))).isFalse();
        assertThat(patience.isStubborn(FILE)).isFalse();

        patience.failed(FILE, START.plusSeconds(2));

        assertThat(patience.isStubborn(FILE)).isTrue();
        assertThat(patience.suspects(FILE)).isTrue();
        assertThat(patience.isDue(FILE, START.plusSeconds(3)))
                .as("until another was kept")
                .isTrue();

        patience.passOver(FILE, START.plusSeconds(3));

        assertThat(patience.isDue(FILE, START.plusSeconds(4))).isFalse();
        assertThat(patience.isDue(FILE, START.plusSeconds(8))).isTrue();
    }

    @Test
    void fileThatGoesOnFailing_isGivenUpOnlyWhileOthersAreKept() {
        Instant now = START;
        boolean givenUp = false;
        for (int i = 0; i < 30; i++) {
            now = now.plusSeconds(600);
            givenUp |= patience.failed(FILE, now);
        }
        assertThat(givenUp).as("nothing else was kept either").isFalse();

        patience.kept(now.plusSeconds(1));

        assertThat(patience.failed(FILE, now.plusSeconds(600))).isTrue();
    }

    @Test
    void waits_areBounded() {
        for (int i = 0; i < 100; i++) {
            patience.failed(FILE, START);
            patience.passOver(FILE, START);
        }
        assertThat(patience.isDue(FILE, START.plusSeconds(299))).isFalse();
        assertThat(patience.isDue(FILE, START.plusSeconds(300))).isTrue();
    }

    @Test
    void fileThatIsKept_startsAnew() {
        for (int i = 0; i < 5; i++) {
            patience.failed(FILE, START);
        }

        patience.passOver(FILE, START);
        patience.done(FILE);

        assertThat(patience.isStubborn(FILE)).isFalse();
        assertThat(patience.suspects(FILE)).isFalse();
        assertThat(patience.isDue(FILE, START)).isTrue();
    }
}
