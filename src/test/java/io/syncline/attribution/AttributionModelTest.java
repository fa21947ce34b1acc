package io.syncline.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.syncline.event.Touch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AttributionModelTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void eachModel_sharesTheCreditInItsWay() {
        List<Touch> touches = List.of(touch(0), touch(7), touch(14));

        assertThat(AttributionModel.FIRST_TOUCH.shares(touches)).containsExactly(1.0, 0.0, 0.0);
        assertThat(AttributionModel.LAST_TOUCH.shares(touches)).containsExactly(0.0, 0.0, 1.0);
        assertThat(AttributionModel.LINEAR.shares(touches))
                .allSatisfy(share -> assertThat(share).isCloseTo(1.0 / 3, within(1e-9)));
        assertThat(AttributionModel.TIME_DECAY.shares(touches)).containsExactly(1.0 / 7, 2.0 / 7, 4.0 / 7);
        assertThat(AttributionModel.POSITION_BASED.shares(touches)).containsExactly(0.4, 0.2, 0.4);
    }

    @Property(tries = 300)
    void sharesOfAnyTouches_areOneTogether(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 2000) Integer> days, @ForAll AttributionModel model) {
        List<Touch> touches =
                days.stream().sorted().map(AttributionModelTest::touch).toList();

        List<Double> shares = model.shares(touches);

        assertThat(shares).hasSameSizeAs(touches).allMatch(share -> share >= 0);
        assertThat(shares.stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-9));
    }

    private static Touch touch(int day) {
        return new Touch(START.plus(Duration.ofDays(day)), "google", null, null, null, null, null, null);
    }
}
