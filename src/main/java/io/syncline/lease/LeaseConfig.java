package io.syncline.lease;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** For how long a replica that says nothing keeps its connectors. */
@ConfigMapping(prefix = "syncline.lease")
public interface LeaseConfig {
    Duration SHORTEST = Duration.ofSeconds(1);

    /** No round is later than this after the one before. */
    Duration RARELY = Duration.ofSeconds(2);

    /**
     * How long a connector stays with a replica that does not renew it: one that was killed, or froze. Shorter is taken over
     * sooner; longer forgives a longer pause of the process or the database.
     */
    @WithDefault("15s")
    Duration duration();

    /** Renewed so often that it lasts when a few renewals come late; what is free is taken as often. */
    default Duration renewEvery() {
        Duration often = duration().dividedBy(8);
        return often.compareTo(RARELY) < 0 ? often : RARELY;
    }

    default double seconds() {
        return duration().toMillis() / 1000.0;
    }
}
