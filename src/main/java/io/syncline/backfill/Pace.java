package io.syncline.backfill;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;

/** Rests between slices, so that history takes its share of the machine and no more. */
@ApplicationScoped
public class Pace {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final double share;

    @Inject
    Pace(BackfillConfig config) {
        this(config.share());
    }

    Pace(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new ConfigurationException(
                    "syncline.backfill.share: is " + share + ", expected a number above 0 and up to 1");
        }
        this.share = share;
    }

    /** Made at the start, so that a bad share ends it. */
    void start(@Observes StartupEvent started) {}

    /** How long to rest after a slice. */
    public Duration restAfter(Duration worked) {
        Duration rest = Duration.ofNanos(Math.round(worked.toNanos() * (1 - share) / share));
        return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
    }
}
