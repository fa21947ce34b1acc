package io.syncline.api;

import io.syncline.crm.MissingException;
import io.syncline.paging.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/api/v1/connectors")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "connectors", description = "The sources and how they fare")
public class ConnectorsResource {
    private final ConnectorOverview overview;
    private final ConnectorPolling polling;

    @Inject
    ConnectorsResource(ConnectorOverview overview, ConnectorPolling polling) {
        this.overview = overview;
        this.polling = polling;
    }

    @GET
    @Operation(summary = "All connectors by id")
    public Page<ConnectorAnswer> list() {
        return new Page<>(overview.all(), null);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A connector")
    public ConnectorAnswer get(@RestPath String id) {
        return overview.all().stream()
                .filter(connector -> connector.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new MissingException("connector", id));
    }

    @POST
    @Path("{id}/poll")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Reads a source now",
            description = "Answers when all that was read has been kept. Any replica may be asked.")
    @APIResponse(responseCode = "200", description = "Read")
    @APIResponse(responseCode = "409", description = "It does not run, is being polled already, or calls by itself")
    @APIResponse(responseCode = "503", description = "The source cannot be read now")
    public ConnectorAnswer poll(@RestPath String id) {
        polling.poll(id);
        return get(id);
    }
}
