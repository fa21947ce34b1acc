package io.syncline.connector;

import static java.util.stream.Collectors.toMap;

import io.syncline.event.PermanentSyncException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The configured connectors by id, in the order of their ids. */
@Singleton
public class Connectors {
    private final Map<String, ConnectorConfig> byId;

    @Inject
    public Connectors(SynclineConfig config) {
        byId = config.connectors().stream()
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .collect(toMap(ConnectorConfig::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    public Collection<ConnectorConfig> all() {
        return byId.values();
    }

    public Optional<ConnectorConfig> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * @throws PermanentSyncException if no connector has this id, or it is of another type
     */
    public <T extends ConnectorConfig> T get(String id, Class<T> type) {
        ConnectorConfig config = byId.get(id);
        if (!type.isInstance(config)) {
            throw new PermanentSyncException(
                    "connector " + id + " is " + (config == null ? "not configured" : "of type " + config.type()));
        }
        return type.cast(config);
    }
}
