package io.syncline.completeness;

import io.syncline.connector.SourceBacklog;
import io.syncline.connector.SourceBacklogs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** What is missing of the last days' items: cheap enough to be asked every minute, for an alert. */
@ApplicationScoped
public class MissingLately {
    private static final Duration LATELY = Duration.ofDays(30);

    private final SightingStates states;
    private final SourceBacklogs backlogs;
    private final Clock clock;

    @Inject
    MissingLately(SightingStates states, SourceBacklogs backlogs, Clock clock) {
        this.states = states;
        this.backlogs = backlogs;
        this.clock = clock;
    }

    /** By connector; those of which nothing is missing are left out. */
    @Transactional
    public Map<String, Long> byConnector() {
        Map<String, Long> missing =
                new TreeMap<>(states.missingSince(clock.instant().minus(LATELY)));
        Collection<SourceBacklog> held = backlogs.all().values();
        held.forEach(backlog -> missing.merge(backlog.connector(), backlog.items(), Long::sum));
        return missing;
    }
}
