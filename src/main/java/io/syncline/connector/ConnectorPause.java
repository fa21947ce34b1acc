package io.syncline.connector;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A person's word that a source is not to be polled for now.
 *
 * @param by the user
 */
public record ConnectorPause(Instant since, String by, String reason) {
    public ConnectorPause {
        requireNonNull(since);
        requireNonNull(by);
        requireNonNull(reason);
    }

    /** In a sentence. */
    public String said() {
        return "paused by " + by + " since " + since.truncatedTo(ChronoUnit.SECONDS) + ": " + reason;
    }
}
