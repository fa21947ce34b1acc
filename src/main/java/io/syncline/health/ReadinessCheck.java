package io.syncline.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.syncline.database.DatabaseWatch;
import io.syncline.routing.RouteReload;
import io.syncline.spool.Spool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready is who can keep what comes: the routes run, and the database or the spool is usable. It answers from what is
 * known and waits for nothing, since a probe that waits for a database that hangs says that the process hangs.
 */
@Readiness
@ApplicationScoped
class ReadinessCheck implements AsyncHealthCheck {
    /** The largest request, as it is written. */
    private static final long LEAST_FREE = 2L * 1024 * 1024;

    private final RouteReload routes;
    private final DatabaseWatch database;
    private final Spool spool;

    @Inject
    ReadinessCheck(RouteReload routes, DatabaseWatch database, Spool spool) {
        this.routes = routes;
        this.database = database;
        this.spool = spool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(this::response);
    }

    private HealthCheckResponse response() {
        boolean answers = database.answers();
        long free = spool.free();
        return HealthCheckResponse.named("syncline")
                .status(routes.started() && (answers || free >= LEAST_FREE))
                .withData("routes", routes.started() ? "started" : "not started")
                .withData("database", answers ? "up" : "down")
                .withData("spool", free >= LEAST_FREE ? "writable" : "no room")
                .withData("spool-free-bytes", free)
                .withData("spool-deliveries", spool.deliveries())
                .build();
    }
}
