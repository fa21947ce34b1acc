package io.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.connector.CalendarConfig;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ConnectorConfig.Common;
import io.syncline.connector.TelephonyConfig;
import io.syncline.routing.ConnectorRoutes.State;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectorStateTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final State RUNS = new State(true, Optional.empty());
    private static final Instant LATELY = NOW.minusSeconds(60);
    private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(1));

    @Test
    void calendarThatWasReadLately_isHealthy() {
        assertThat(state(calendar(true), RUNS, LATELY)).isEqualTo(ConnectorState.HEALTHY);
    }

    @Test
    void calendarThatWasNotReadForLong_isSilent() {
        assertThat(state(calendar(true), RUNS, LONG_AGO)).isEqualTo(ConnectorState.SILENT);
        assertThat(state(calendar(true), RUNS, null)).isEqualTo(ConnectorState.SILENT);
    }

    @Test
    void sourceThatCallsByItself_mayBeQuietForLonger() {
        assertThat(state(calls(), RUNS, LONG_AGO)).isEqualTo(ConnectorState.HEALTHY);
        assertThat(state(calls(), RUNS, NOW.minus(ConnectorState.QUIET_SENDER).minusSeconds(1)))
                .isEqualTo(ConnectorState.SILENT);
    }

    @Test
    void connectorWhoseRoutesCannotBeMade_isFailing() {
        assertThat(state(calendar(true), new State(false, Optional.of("no template")), LATELY))
                .isEqualTo(ConnectorState.FAILING);
    }

    @Test
    void connectorThatNobodyLetsRun_isStopped() {
        assertThat(state(calendar(false), RUNS, LATELY)).isEqualTo(ConnectorState.STOPPED);
        assertThat(state(calendar(true), new State(false, Optional.empty()), LATELY))
                .isEqualTo(ConnectorState.STOPPED);
    }

    private static ConnectorState state(ConnectorConfig config, State routes, Instant lastSuccess) {
        return ConnectorState.of(config, routes, Optional.empty(), lastSuccess, NOW);
    }

    private static ConnectorConfig calendar(boolean enabled) {
        return new CalendarConfig(
                common(enabled),
                List.of("ann@acme.example"),
                Path.of("credentials.json"),
                URI.create("https://calendar.example/"),
                Optional.empty(),
                Duration.ofSeconds(30));
    }

    private static ConnectorConfig calls() {
        return new TelephonyConfig(common(true), "generic", null);
    }

    private static Common common(boolean enabled) {
        return new Common("c", "ops@acme.example", enabled, Duration.ofDays(30), 3, Duration.ofMinutes(10));
    }
}
