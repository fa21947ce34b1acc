package io.syncline.routing;

import io.quarkus.arc.Unremovable;
import io.syncline.connector.ConnectorStatuses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jboss.logging.Logger;

/** What the schedule of a connector fires: one poll, whose failure is kept in the connector's status. */
@ApplicationScoped
@Named("connectorSchedule")
@Unremovable
public class ConnectorSchedule {
    private static final Logger LOG = Logger.getLogger(ConnectorSchedule.class);

    private final ConnectorPolls polls;
    private final ConnectorStatuses statuses;

    @Inject
    ConnectorSchedule(ConnectorPolls polls, ConnectorStatuses statuses) {
        this.polls = polls;
        this.statuses = statuses;
    }

    /** Called by the route connector-schedule. */
    public void fire(String connector) {
        try {
            polls.poll(connector);
        } catch (PollRunningException stillRunning) {
            LOG.debugf("connector %s: the poll before still runs", connector);
        } catch (RuntimeException e) {
            String reason = RouteErrors.reason(e);
            LOG.warnf("connector %s could not be read: %s", connector, reason);
            statuses.failed(connector, reason);
        }
    }
}
