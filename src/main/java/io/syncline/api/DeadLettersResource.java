package io.syncline.api;

import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.ledger.LedgerCounts;
import io.syncline.ledger.LedgerCounts.Cluster;
import io.syncline.paging.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "events")
public class DeadLettersResource {
    private final LedgerCounts ledger;
    private final Connectors connectors;

    @Inject
    DeadLettersResource(LedgerCounts ledger, Connectors connectors) {
        this.ledger = ledger;
        this.connectors = connectors;
    }

    /**
     * Dead letters of one cause.
     *
     * @param owner who mends the connector; null when it is not configured any more
     * @param sample the event id of the last one
     */
    public record DeadLetterCluster(
            String connector,
            String cause,
            long count,
            String owner,
            Instant first,
            Instant last,
            String error,
            UUID sample) {}

    @GET
    @Operation(summary = "Dead letters by cause, the most frequent first")
    public Page<DeadLetterCluster> list() {
        return new Page<>(ledger.deadLetters().stream().map(this::answer).toList(), null);
    }

    private DeadLetterCluster answer(Cluster cluster) {
        String owner = connectors
                .find(cluster.connector())
                .map(ConnectorConfig::common)
                .map(ConnectorConfig.Common::owner)
                .orElse(null);
        return new DeadLetterCluster(
                cluster.connector(),
                cluster.cause(),
                cluster.count(),
                owner,
                cluster.first(),
                cluster.last(),
                cluster.error(),
                cluster.sample());
    }
}
