package io.syncline.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void rest_leavesTheRestOfTheTimeToOthers() {
        assertThat(new Pace(1).restAfter(SECOND)).isZero();
        assertThat(new Pace(0.5).restAfter(SECOND)).isEqualTo(SECOND);
        assertThat(new Pace(0.25).restAfter(SECOND)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void rest_isShorterThanTheLease() {
        assertThat(new Pace(0.001).restAfter(SECOND)).isEqualTo(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1.01, Double.NaN})
    void shareThatIsNone_isRefused(double share) {
        assertThatThrownBy(() -> new Pace(share)).hasMessageContaining("syncline.backfill.share: is " + share);
    }
}
