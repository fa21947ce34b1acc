package io.syncline.routing;

import io.quarkus.arc.Unremovable;
import io.syncline.connector.ConnectorPauses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jboss.logging.Logger;

/** What the schedule of a connector fires: one poll, where the connector is this replica's and nobody has paused it. */
@ApplicationScoped
@Named("connectorSchedule")
@Unremovable
public class ConnectorSchedule {
    private static final Logger LOG = Logger.getLogger(ConnectorSchedule.class);

    private final ConnectorPolls polls;
    private final ConnectorPauses pauses;

    @Inject
    ConnectorSchedule(ConnectorPolls polls, ConnectorPauses pauses) {
        this.polls = polls;
        this.pauses = pauses;
    }

    /** Called by the route connector-schedule; what fails is in the connector's status, and the next poll tries again. */
    public void fire(String connector) {
        try {
            if (pauses.of(connector).isEmpty() && !polls.pollIfOurs(connector)) {
                LOG.debugf("connector %s is another replica's, or is being polled", connector);
            }
        } catch (RuntimeException told) {
            LOG.debugf("connector %s was not read: %s", connector, told.getMessage());
        }
    }
}
