package io.syncline.api;

import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.crm.ConflictException;
import io.syncline.crm.MissingException;
import io.syncline.routing.ConnectorPolls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Reads a source because a person asks for it. */
@ApplicationScoped
public class ConnectorPolling {
    private final Connectors connectors;
    private final ConnectorPolls polls;

    @Inject
    ConnectorPolling(Connectors connectors, ConnectorPolls polls) {
        this.connectors = connectors;
        this.polls = polls;
    }

    /**
     * Returns when all that was read has been kept.
     *
     * @throws MissingException if there is no such connector
     * @throws ConflictException if it does not run, is being polled already, or its source calls by itself
     */
    public void poll(String id) {
        ConnectorConfig config = connectors.find(id).orElseThrow(() -> new MissingException("connector", id));
        if (!config.pulls()) {
            throw new ConflictException("connector " + id + " is not polled: its source calls by itself");
        }
        try {
            polls.poll(id);
        } catch (IllegalStateException e) {
            throw new ConflictException(e.getMessage());
        }
    }
}
