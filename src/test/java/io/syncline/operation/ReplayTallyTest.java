package io.syncline.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.event.Outcome;
import io.syncline.event.Status;
import io.syncline.ledger.ParkedFilter;
import io.syncline.operation.ConnectorFigures.Figures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayTallyTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void result_countsByWhereTheEventsStandNow() {
        var tally = new ReplayTally(9);

        List.of(Outcome.CREATED, Outcome.STALE, Outcome.DUPLICATE, Outcome.RETRYING, Outcome.DEAD, Outcome.DISCARDED)
                .forEach(tally::add);

        assertThat(tally.result(false)).isEqualTo(new ReplayResult(9, 6, 3, 1, 1, false));
    }

    @Test
    void result_ofNothingIsZero() {
        assertThat(new ReplayTally(0).result(false)).isEqualTo(new ReplayResult(0, 0, 0, 0, 0, false));
    }

    @Test
    void filter_takesOnlyWhatIsParked() {
        assertThat(new ParkedFilter(null, null, null, null, null).isEmpty()).isTrue();
        assertThat(new ParkedFilter("calls", Status.DEAD, null, NOW, null).words())
                .isEqualTo(Map.of("connector", "calls", "status", "dead", "from", "2026-03-02T10:00:00Z"));
        assertThatThrownBy(() -> new ParkedFilter(null, Status.APPLIED, null, null, null))
                .hasMessageContaining("applied");
    }

    @Test
    void figures_areSecondsAndZeroBeforeTheFirst() {
        var healthy = new ConnectorHealth(ConnectorState.HEALTHY, null);

        assertThat(Figures.of(Map.of(), Optional.empty(), null, healthy, NOW))
                .isEqualTo(new Figures(0, 0, 0, 0, 0, Optional.of(healthy)));
        assertThat(Figures.of(Map.of(Status.DEAD, 2L), Optional.empty(), Instant.EPOCH.plusSeconds(7), healthy, NOW))
                .isEqualTo(new Figures(0, 2, 0, 0, 7, Optional.of(healthy)));
    }
}
