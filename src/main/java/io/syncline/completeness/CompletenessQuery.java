package io.syncline.completeness;

import io.syncline.completeness.Completeness.MissingItems;
import io.syncline.completeness.Completeness.OfConnector;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.connector.SourceBacklog;
import io.syncline.connector.SourceBacklogs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Draws up the balance of connectors. */
@ApplicationScoped
public class CompletenessQuery {
    private final SightingStates states;
    private final SourceBacklogs backlogs;
    private final Connectors connectors;

    @Inject
    CompletenessQuery(SightingStates states, SourceBacklogs backlogs, Connectors connectors) {
        this.states = states;
        this.backlogs = backlogs;
        this.connectors = connectors;
    }

    /** The connectors that have a balance: those that are configured, and those that once saw something. */
    @Transactional
    public Set<String> known() {
        Set<String> known = new TreeSet<>(states.connectors());
        connectors.all().stream().map(ConnectorConfig::id).forEach(known::add);
        return known;
    }

    /**
     * @param wanted some of the {@link #known} connectors
     */
    @Transactional
    public Completeness balance(Set<String> wanted, Window window) {
        states.takeSnapshot();
        Map<String, Map<String, Long>> seen = states.count(wanted, window);
        Map<String, SourceBacklog> held = backlogs.all();
        return Completeness.of(
                window,
                new TreeSet<>(wanted)
                        .stream()
                                .map(id -> balance(id, seen.getOrDefault(id, Map.of()), held.get(id), window))
                                .toList());
    }

    private OfConnector balance(String connector, Map<String, Long> seen, SourceBacklog held, Window window) {
        boolean unread = held != null && window.contains(held.asOf());
        Counts counts = Counts.of(seen, unread ? held.items() : 0);
        return new OfConnector(
                connector,
                counts,
                counts.missing() == 0 ? null : missing(connector, seen, unread ? held : null, window));
    }

    private MissingItems missing(String connector, Map<String, Long> seen, SourceBacklog held, Window window) {
        long gone = seen.getOrDefault("missing", 0L);
        return new MissingItems(
                gone,
                held == null ? 0 : held.items(),
                held == null ? null : held.asOf(),
                gone == 0 ? List.of() : states.missing(connector, window));
    }
}
