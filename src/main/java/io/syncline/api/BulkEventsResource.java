package io.syncline.api;

import io.syncline.crm.Fields;
import io.syncline.ledger.ParkedFilter;
import io.syncline.operation.BulkDiscard;
import io.syncline.operation.BulkDiscard.DiscardResult;
import io.syncline.operation.BulkReplay;
import io.syncline.operation.ReplayResult;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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

@Path("/api/v1/events")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@Tag(name = "events")
public class BulkEventsResource {
    private final BulkReplay replay;
    private final BulkDiscard discard;
    private final Bodies bodies;
    private final Caller caller;

    @Inject
    BulkEventsResource(BulkReplay replay, BulkDiscard discard, Bodies bodies, Caller caller) {
        this.replay = replay;
        this.discard = discard;
        this.bodies = bodies;
        this.caller = caller;
    }

    /**
     * Which events to process again.
     *
     * @param probe whether the first is replayed alone, and the rest only when it was applied; true when absent
     */
    public record ReplayCommand(ParkedFilter filter, Boolean probe) {}

    /** Which events to discard, and why. */
    public record DiscardCommand(ParkedFilter filter, String reason) {}

    @POST
    @Path("replay")
    @Operation(
            summary = "Processes the dead and retrying events of a filter again, the oldest first",
            description =
                    "A dead-letter cluster is its connector and cause. At most 10,000 events or 45 seconds a call;"
                            + " fewer replayed than matched: call again.")
    @APIResponse(responseCode = "200", description = "What became of them")
    @APIResponse(responseCode = "400", description = "The filter names nothing, or a field is wrong")
    public ReplayResult replay(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ReplayCommand.class)))
                    byte[] body) {
        Fields fields = bodies.read(body, ReplayCommand.class);
        boolean probe = fields.flag("probe", true);
        return replay.replay(ParkedFilterBody.read(fields), probe, caller.name());
    }

    @POST
    @Path("discard")
    @Operation(
            summary = "Decides that the dead and retrying events of a filter shall not be applied",
            description = "They stay in the ledger. At most 10,000 events a call.")
    @APIResponse(responseCode = "200", description = "How many were discarded")
    @APIResponse(responseCode = "400", description = "The filter names nothing, or a field is wrong")
    public DiscardResult discard(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DiscardCommand.class)))
                    byte[] body) {
        Fields fields = bodies.read(body, DiscardCommand.class);
        String reason = fields.requiredText("reason", null);
        return discard.discard(ParkedFilterBody.read(fields), reason, caller.name());
    }
}
