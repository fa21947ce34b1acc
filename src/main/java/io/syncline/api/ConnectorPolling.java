package io.syncline.api;

import static io.syncline.api.Refusals.orConflict;

import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ConnectorPause;
import io.syncline.connector.ConnectorPauses;
import io.syncline.connector.Connectors;
import io.syncline.crm.ConflictException;
import io.syncline.crm.MissingException;
import io.syncline.operation.ConnectorPausing;
import io.syncline.routing.ConnectorPolls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Reads a source because a person asks for it, or no more until a person asks for it. */
@ApplicationScoped
public class ConnectorPolling {
    private final Connectors connectors;
    private final ConnectorPolls polls;
    private final ConnectorPauses pauses;
    private final ConnectorPausing pausing;

    @Inject
    ConnectorPolling(Connectors connectors, ConnectorPolls polls, ConnectorPauses pauses, ConnectorPausing pausing) {
        this.connectors = connectors;
        this.polls = polls;
        this.pauses = pauses;
        this.pausing = pausing;
    }

    /**
     * Returns when all that was read has been kept.
     *
     * @throws MissingException if there is no such connector
     * @throws ConflictException if it does not run, is paused, is being polled already, or its source calls by itself
     */
    public void poll(String id) {
        ConnectorConfig config = configured(id);
        if (!config.pulls()) {
            throw new ConflictException("connector " + id + " is not polled: its source calls by itself");
        }
        Optional<ConnectorPause> pause = pauses.of(id);
        if (pause.isPresent()) {
            throw new ConflictException("connector " + id + " is " + pause.get().said() + ". Resume it first");
        }
        orConflict(() -> polls.poll(id));
    }

    /**
     * @throws MissingException if there is no such connector
     * @throws ConflictException if it is paused already, or its source calls by itself
     */
    public void pause(String id, String reason, String user) {
        ConnectorConfig config = configured(id);
        orConflict(() -> pausing.pause(config, reason, user));
    }

    /**
     * @throws MissingException if there is no such connector
     * @throws ConflictException if it is not paused
     */
    public void resume(String id, String user) {
        ConnectorConfig config = configured(id);
        orConflict(() -> pausing.resume(config, user));
    }

    private ConnectorConfig configured(String id) {
        return connectors.find(id).orElseThrow(() -> new MissingException("connector", id));
    }
}
