package io.syncline.intake;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.syncline.connector.Connectors;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.Translator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.function.Function;

/** Finds the translator for a connector's deliveries. */
@ApplicationScoped
class Translators {
    private final Connectors connectors;
    private final Map<String, Translator> byType;

    @Inject
    Translators(Connectors connectors, @Any Instance<Translator> translators) {
        this.connectors = connectors;
        this.byType = translators.stream().collect(toUnmodifiableMap(Translator::connectorType, Function.identity()));
    }

    /**
     * @throws PermanentSyncException if the connector is not (or no longer) configured, or its type has no translator
     */
    Translator of(String connector) {
        var config = connectors
                .find(connector)
                .orElseThrow(() -> new PermanentSyncException(
                        "connector " + connector + " is not configured; expected one under syncline.connectors"));
        Translator translator = byType.get(config.type());
        if (translator == null) {
            throw new PermanentSyncException("no translator reads connectors of type " + config.type());
        }
        return translator;
    }
}
