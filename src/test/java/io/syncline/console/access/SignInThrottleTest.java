package io.syncline.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Who guesses is stopped, and nobody else. */
class SignInThrottleTest {
    private static final Duration WAIT = Duration.ofMinutes(5);

    private final SteppingClock clock = new SteppingClock();
    private final SignInThrottle throttle = new SignInThrottle(3, WAIT, clock);

    @Test
    void wrongOftenEnough_mustWait_untilTheTimeOfTheFirstIsOver() {
        for (int i = 0; i < 3; i++) {
            assertThat(throttle.refusal("amy", "10.0.0.1")).isEmpty();
            throttle.failed("amy", "10.0.0.1");
        }
        clock.step(Duration.ofMinutes(2));

        assertThat(throttle.refusal("amy", "10.0.0.2")).contains(Duration.ofMinutes(3));
        assertThat(throttle.refusal("bob", "10.0.0.1")).isEmpty();

        clock.step(Duration.ofMinutes(3));
        assertThat(throttle.refusal("amy", "10.0.0.1")).isEmpty();
    }

    @Test
    void manyNamesFromOneAddress_stopThatAddressAlone() {
        for (int i = 0; i < 15; i++) {
            throttle.failed("name-" + i, "10.0.0.1");
        }

        assertThat(throttle.refusal("amy", "10.0.0.1")).isPresent();
        assertThat(throttle.refusal("amy", "10.0.0.2")).isEmpty();
    }

    @Test
    void whoeverGuessesFromElsewhere_keepsNobodyOutWhoSignedInBefore() {
        throttle.succeeded("amy", "10.0.0.1");
        for (int i = 0; i < 3; i++) {
            throttle.failed("amy", "10.6.6.6");
        }

        assertThat(throttle.refusal("amy", "10.6.6.6")).isPresent();
        assertThat(throttle.refusal("amy", "10.0.0.1")).isEmpty();
    }

    @Test
    void knownPlace_isCountedToo() {
        throttle.succeeded("amy", "10.0.0.1");
        for (int i = 0; i < 3; i++) {
            throttle.failed("amy", "10.0.0.1");
        }

        assertThat(throttle.refusal("amy", "10.0.0.1")).isPresent();
    }

    @Test
    void rightPassword_forgivesTheName() {
        throttle.failed("amy", "10.0.0.1");
        throttle.failed("amy", "10.0.0.1");
        throttle.succeeded("amy", "10.0.0.1");
        throttle.failed("amy", "10.0.0.1");

        assertThat(throttle.refusal("amy", "10.0.0.1")).isEmpty();
        assertThat(throttle.refusal("amy", "10.0.0.2")).isEmpty();
    }

    @Test
    void endlessNames_takeNoEndlessMemory() {
        throttle.failed("first", "10.0.0.1");
        for (int i = 0; i < SignInThrottle.REMEMBERED; i++) {
            throttle.failed("name-" + i, "address-" + i);
        }

        assertThat(throttle.remembered()).isEqualTo(SignInThrottle.REMEMBERED);
    }

    private static final class SteppingClock extends Clock {
        private Instant now = Instant.parse("2026-11-24T10:00:00Z");

        void step(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
