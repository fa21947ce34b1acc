package io.syncline.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.connector.CalendarConfig;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ConnectorConfig.Common;
import io.syncline.connector.TelephonyConfig;
import io.syncline.lease.RouteState;
import io.syncline.operation.ConnectorHealth.Facts;
import io.syncline.operation.ConnectorHealth.Reads;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectorHealthTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final RouteState RUNS = RouteState.RUNNING;
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
        assertThat(state(calls(), RUNS, NOW.minus(Duration.ofDays(3)).minusSeconds(1)))
                .isEqualTo(ConnectorState.SILENT);
    }

    @Test
    void connectorWhoseRoutesCannotBeMade_isFailing() {
        assertThat(state(calendar(true), new RouteState(false, Optional.of("no template")), LATELY))
                .isEqualTo(ConnectorState.FAILING);
    }

    @Test
    void connectorThatNobodyLetsRun_isStopped() {
        assertThat(state(calendar(false), RUNS, LATELY)).isEqualTo(ConnectorState.STOPPED);
        assertThat(state(calendar(true), RouteState.STOPPED, LATELY)).isEqualTo(ConnectorState.STOPPED);
    }

    @Test
    void sourceThatHoldsMoreWhileTheCheckpointStands_isSilent_whateverPollsReport() {
        var standing = reads(NOW.minusSeconds(200), NOW.minusSeconds(200), 12);

        var health = health(calendar(true), RUNS, standing, LATELY);

        assertThat(health.state()).isEqualTo(ConnectorState.SILENT);
        assertThat(health.reason())
                .isEqualTo("its source holds 12 items beyond the checkpoint, which has not moved since"
                        + " 2026-03-02T09:56:40Z, whatever the polls report");
    }

    @Test
    void sourceWhosePollIsAboutToCome_isHealthy() {
        var justNow = reads(NOW.minusSeconds(100), NOW.minusSeconds(100), 12);

        assertThat(health(calendar(true), RUNS, justNow, LATELY).state()).isEqualTo(ConnectorState.HEALTHY);
    }

    @Test
    void backlogThatIsBeingRead_lags() {
        var reading = reads(LONG_AGO, NOW.minusSeconds(30), 5000);

        assertThat(health(calendar(true), RUNS, reading, LATELY).state()).isEqualTo(ConnectorState.LAGGING);
    }

    @Test
    void sourceThatWasNotLookedAtForLong_isSilent() {
        var old = new Reads(0, null, LONG_AGO, 0, null, null);

        assertThat(health(calendar(true), RUNS, old, LATELY).state()).isEqualTo(ConnectorState.SILENT);
    }

    @Test
    void backlogWhoseFirstPollTakesHours_lags_asLongAsTheCheckpointMoves() {
        var reading = reads(LONG_AGO, NOW.minusSeconds(30), 5000);

        assertThat(health(calendar(true), RUNS, reading, LONG_AGO).state()).isEqualTo(ConnectorState.LAGGING);
        assertThat(health(calendar(true), RUNS, reading, null).state()).isEqualTo(ConnectorState.LAGGING);
    }

    @Test
    void pollThatHangs_isSilent_thoughTheSourceHoldsNothingNew() {
        var quiet = reads(null, null, 0);

        assertThat(health(calendar(true), RUNS, quiet, LONG_AGO).state()).isEqualTo(ConnectorState.SILENT);
    }

    @Test
    void sourceThatIsPolledLessOftenThanItsLagThreshold_isHealthyBetweenPolls() {
        var quiet = reads(null, null, 0);

        var health = health(calendar(true, Duration.ofHours(1)), RUNS, quiet, NOW.minus(Duration.ofMinutes(59)));

        assertThat(health.state()).isEqualTo(ConnectorState.HEALTHY);
    }

    @Test
    void sourceThatWasNeverLookedAt_isSilent_thoughPollsReportSuccess() {
        assertThat(health(calendar(true), RUNS, Reads.NONE, LATELY).state()).isEqualTo(ConnectorState.SILENT);
    }

    @Test
    void sourceThatIsLeftAloneAfterAFailure_isFailing_notSilent() {
        var waiting = new Reads(1, "the API wants to be left alone", LATELY, 0, null, null);

        var health = health(calendar(true), RUNS, waiting, LONG_AGO);

        assertThat(health.state()).isEqualTo(ConnectorState.FAILING);
        assertThat(health.reason()).endsWith("the last poll failed: the API wants to be left alone");
    }

    private static ConnectorState state(ConnectorConfig config, RouteState routes, Instant lastSuccess) {
        return health(config, routes, reads(null, null, 0), lastSuccess).state();
    }

    private static ConnectorHealth health(ConnectorConfig config, RouteState routes, Reads reads, Instant lastSuccess) {
        return ConnectorHealth.of(new Facts(config, routes, reads, lastSuccess, Duration.ofMinutes(1), NOW));
    }

    private static Reads reads(Instant laggingSince, Instant stillSince, long unread) {
        return new Reads(0, null, LATELY, unread, laggingSince, stillSince);
    }

    private static ConnectorConfig calendar(boolean enabled) {
        return calendar(enabled, Duration.ofSeconds(30));
    }

    private static ConnectorConfig calendar(boolean enabled, Duration pollEvery) {
        return new CalendarConfig(
                common(enabled),
                List.of("ann@acme.example"),
                Path.of("credentials.json"),
                URI.create("https://calendar.example/"),
                Optional.empty(),
                pollEvery);
    }

    private static ConnectorConfig calls() {
        return new TelephonyConfig(common(true), "generic", null);
    }

    private static Common common(boolean enabled) {
        return new Common(
                "c", "ops@acme.example", enabled, Duration.ofDays(30), 3, Duration.ofMinutes(10), Duration.ofDays(3));
    }
}
