package io.syncline.source.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private final Backoff backoff = new Backoff(Duration.ofSeconds(30));

    @Test
    void firstFailure_isMadeUpForAtTheNextPoll() {
        assertThat(wait(1)).isZero();
    }

    @Test
    void furtherFailures_waitTwiceAsLongEachTime_upToAQuarterOfAnHour() {
        assertThat(wait(2)).isEqualTo(Duration.ofSeconds(27));
        assertThat(wait(3)).isEqualTo(Duration.ofSeconds(81));
        assertThat(wait(4)).isEqualTo(Duration.ofSeconds(189));
        assertThat(wait(60)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void retryAfter_isTheLeast() {
        assertThat(backoff.next(NOW, 1, Optional.of(Duration.ofHours(1)))).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(backoff.next(NOW, 4, Optional.of(Duration.ofSeconds(1)))).isEqualTo(NOW.plusSeconds(189));
    }

    private Duration wait(int failures) {
        return Duration.between(NOW, backoff.next(NOW, failures, Optional.empty()));
    }
}
