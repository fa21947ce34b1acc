package io.syncline.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import io.syncline.operation.ConnectorGauges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Says how each connector fares, and is always up: a mailbox that cannot be read is no reason to take a replica, which
 * takes webhooks of others, out of service.
 */
@Wellness
@ApplicationScoped
class ConnectorStateCheck implements AsyncHealthCheck {
    private final ConnectorGauges connectors;

    @Inject
    ConnectorStateCheck(ConnectorGauges connectors) {
        this.connectors = connectors;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(this::response);
    }

    private HealthCheckResponse response() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("connectors").up();
        connectors.states().forEach((connector, state) -> response.withData(connector, state.word()));
        return response.build();
    }
}
