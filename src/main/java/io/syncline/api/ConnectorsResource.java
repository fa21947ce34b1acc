package io.syncline.api;

import io.syncline.crm.Fields;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
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
    private final Bodies bodies;
    private final Caller caller;

    @Inject
    ConnectorsResource(ConnectorOverview overview, ConnectorPolling polling, Bodies bodies, Caller caller) {
        this.overview = overview;
        this.polling = polling;
        this.bodies = bodies;
        this.caller = caller;
    }

    /**
     * A pause.
     *
     * @param reason why it is not to be polled; it stands in the state of the connector and in the audit
     */
    public record PauseCommand(String reason) {}

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
    @APIResponse(
            responseCode = "409",
            description = "It does not run, is paused, is being polled already, or calls by itself")
    @APIResponse(responseCode = "503", description = "The source cannot be read now")
    public ConnectorAnswer poll(@RestPath String id) {
        polling.poll(id);
        return get(id);
    }

    @POST
    @Path("{id}/pause")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Polls a source no more until it is resumed",
            description =
                    "A poll under way goes on to its end; a pause outlives restarts and holds for all replicas. Backfills that"
                            + " somebody starts still read. A source that calls by itself cannot be paused: what it sends is kept,"
                            + " as it might not send it again.")
    @APIResponse(responseCode = "200", description = "Paused: its state is stopped")
    @APIResponse(responseCode = "400", description = "No reason")
    @APIResponse(responseCode = "409", description = "It is paused already, or its source calls by itself")
    public ConnectorAnswer pause(
            @RestPath String id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PauseCommand.class)))
                    byte[] body) {
        Fields fields = bodies.read(body, PauseCommand.class);
        String reason = fields.requiredText("reason", null);
        fields.check();
        polling.pause(id, reason, caller.name());
        return get(id);
    }

    @POST
    @Path("{id}/resume")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Polls a paused source again, at its next time")
    @APIResponse(responseCode = "200", description = "Resumed")
    @APIResponse(responseCode = "409", description = "It is not paused")
    public ConnectorAnswer resume(@RestPath String id) {
        polling.resume(id, caller.name());
        return get(id);
    }
}
