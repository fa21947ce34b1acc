package io.syncline.routing;

import io.syncline.lease.Replicas;
import io.syncline.lease.RouteState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/** How the routes of the connectors are, of all replicas together: what the others have said, and this one knows. */
@ApplicationScoped
public class RouteStates {
    private final ConnectorRoutes routes;
    private final Replicas replicas;

    @Inject
    RouteStates(ConnectorRoutes routes, Replicas replicas) {
        this.routes = routes;
        this.replicas = replicas;
    }

    /** By connector; those that are called by their source always run, and are left out. */
    public Map<String, RouteState> ofPolled() {
        Map<String, RouteState> states = new HashMap<>(routes.states());
        replicas.statesOfOthers()
                .forEach((connector, state) -> states.computeIfPresent(connector, (id, own) -> own.or(state)));
        return states;
    }
}
