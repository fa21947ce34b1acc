package io.syncline.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.connector.RetryLimits;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RetryRuleTest {
    private static final RetryRule RULE = new RetryRule(Duration.ofSeconds(5), Duration.ofMinutes(15), 0.2, 500, 20);

    @Property
    void wait_isWithinItsBounds(
            @ForAll @LongRange(min = 1, max = 3_600_000) long first,
            @ForAll @LongRange(min = 1, max = 86_400_000) long longest,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter,
            @ForAll @IntRange(min = 1, max = 1_000_000) int attempts,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
        var rule = new RetryRule(Duration.ofMillis(first), Duration.ofMillis(longest), jitter, 500, 20);

        long wait = rule.delayAfter(attempts, random).toMillis();

        double planned = Math.min((double) first * Math.pow(2, attempts - 1), (double) longest);
        assertThat((double) wait).isBetween(planned * (1 - jitter) - 1, planned + 1);
        assertThat(wait).isLessThanOrEqualTo(longest);
    }

    @Property
    void laterAttempt_neverWaitsLess(@ForAll @IntRange(min = 1, max = 600) int attempts) {
        assertThat(RULE.delayAfter(attempts + 1, 0)).isGreaterThanOrEqualTo(RULE.delayAfter(attempts, 0));
    }

    @Test
    void waits_doubleUpToTheLongest() {
        assertThat(RULE.delayAfter(1, 0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(RULE.delayAfter(2, 0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(RULE.delayAfter(8, 0)).isEqualTo(Duration.ofSeconds(640));
        assertThat(RULE.delayAfter(9, 0)).isEqualTo(Duration.ofMinutes(15));
        assertThat(RULE.delayAfter(9, 0.5)).isEqualTo(Duration.ofSeconds(810));
    }

    @Test
    void connector_overridesWhatItNames() {
        RetryPolicy policy = new ShortPolicy(Duration.ofMinutes(2));
        var limits =
                new RetryLimits(Optional.empty(), Optional.of(Duration.ofSeconds(7)), Optional.of(3), Optional.empty());

        RetryRule rule = RetryRule.of(policy, limits);

        assertThat(rule)
                .isEqualTo(new RetryRule(
                        policy.initialDelay(), Duration.ofSeconds(7), policy.jitter(), 3, policy.atOnce()));
    }
}
