package io.syncline.routing;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jboss.logging.Logger;

/** What the schedule of a connector fires: one poll, where the connector is this replica's. */
@ApplicationScoped
@Named("connectorSchedule")
@Unremovable
public class ConnectorSchedule {
    private static final Logger LOG = Logger.getLogger(ConnectorSchedule.class);

    private final ConnectorPolls polls;

    @Inject
    ConnectorSchedule(ConnectorPolls polls) {
        this.polls = polls;
    }

    /** Called by the route connector-schedule; what fails is in the connector's status, and the next poll tries again. */
    public void fire(String connector) {
        try {
            if (!polls.pollIfOurs(connector)) {
                LOG.debugf("connector %s is another replica's, or is being polled", connector);
            }
        } catch (RuntimeException told) {
            LOG.debugf("connector %s was not read: %s", connector, told.getMessage());
        }
    }
}
