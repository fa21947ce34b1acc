package io.syncline.api;

import com.fasterxml.jackson.annotation.JsonValue;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ConnectorStatus;
import io.syncline.routing.ConnectorRoutes;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** How a connector fares, in one word. */
public enum ConnectorState {
    /** It does what it should. */
    HEALTHY,
    /** It works, and items have been waiting for longer than its threshold. */
    LAGGING,
    /** Its last reads failed, as often in a row as its threshold says, or its routes cannot be made. */
    FAILING,
    /** Nothing fails, and nothing has come for too long: no read of a polled source, no delivery of another. */
    SILENT,
    /** Nobody lets it run. */
    STOPPED;

    /** Sources that call by themselves may have nothing to say over a weekend. */
    static final Duration QUIET_SENDER = Duration.ofDays(3);

    /** The word of the API. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param lastSuccess of a polled source the last read, of another the last delivery; null when there was none
     */
    static ConnectorState of(
            ConnectorConfig config,
            ConnectorRoutes.State routes,
            Optional<ConnectorStatus> status,
            Instant lastSuccess,
            Instant now) {
        if (!config.enabled()) {
            return STOPPED;
        }
        int failures = status.map(ConnectorStatus::consecutiveFailures).orElse(0);
        if (routes.problem().isPresent() || failures >= config.common().failureThreshold()) {
            return FAILING;
        }
        if (!routes.running()) {
            return STOPPED;
        }
        Duration patience = config.pulls() ? config.common().lagThreshold() : QUIET_SENDER;
        if (lastSuccess == null || lastSuccess.isBefore(now.minus(patience))) {
            return SILENT;
        }
        boolean lags = status.map(ConnectorStatus::laggingSince)
                .filter(since -> since.isBefore(now.minus(config.common().lagThreshold())))
                .isPresent();
        return lags ? LAGGING : HEALTHY;
    }
}
