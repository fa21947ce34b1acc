package io.syncline.lease;

import java.util.Optional;

/**
 * Whether the routes of a connector run.
 *
 * @param problem why they cannot be made; none where somebody stopped them
 */
public record RouteState(boolean running, Optional<String> problem) {
    public static final RouteState RUNNING = new RouteState(true, Optional.empty());
    public static final RouteState STOPPED = new RouteState(false, Optional.empty());

    /** That of the connector when two replicas have it: one that can poll it is enough. */
    public RouteState or(RouteState other) {
        if (running || other.running) {
            return RUNNING;
        }
        return problem.isPresent() ? this : other;
    }
}
