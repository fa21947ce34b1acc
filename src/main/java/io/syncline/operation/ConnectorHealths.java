package io.syncline.operation;

import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ConnectorStatus;
import io.syncline.connector.SourceLooks;
import io.syncline.lease.RouteState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Says how connectors fare: to people, and to whoever scrapes the metrics. */
@ApplicationScoped
public class ConnectorHealths {
    private final SourceLooks looks;
    private final Clock clock;

    @Inject
    ConnectorHealths(SourceLooks looks, Clock clock) {
        this.looks = looks;
        this.clock = clock;
    }

    /**
     * @param routes of all replicas together; null where the source calls by itself
     * @param lastSuccess of a polled source the last read, of another the last delivery; null when there was none
     */
    public ConnectorHealth of(
            ConnectorConfig config, RouteState routes, Optional<ConnectorStatus> status, Instant lastSuccess) {
        Optional<ConnectorHealth> paused = status.flatMap(ConnectorStatus::pause)
                .filter(pause -> config.enabled())
                .map(pause -> new ConnectorHealth(ConnectorState.STOPPED, pause.said()));
        return paused.orElseGet(() -> ConnectorHealth.of(new ConnectorHealth.Facts(
                config,
                config.pulls() ? routes : RouteState.RUNNING,
                status.map(ConnectorHealth.Reads::of).orElse(ConnectorHealth.Reads.NONE),
                lastSuccess,
                looks.every(),
                clock.instant())));
    }
}
