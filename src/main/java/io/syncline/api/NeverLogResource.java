package io.syncline.api;

import io.syncline.crm.Fields;
import io.syncline.operation.NeverLogRules;
import io.syncline.operation.NeverLogRules.Applied;
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

@Path("/api/v1/never-log")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
@Tag(name = "never-log", description = "Whom nothing is filed of")
public class NeverLogResource {
    private final NeverLogRules rules;
    private final Bodies bodies;
    private final Caller caller;

    @Inject
    NeverLogResource(NeverLogRules rules, Bodies bodies, Caller caller) {
        this.rules = rules;
        this.bodies = bodies;
        this.caller = caller;
    }

    /**
     * How to apply the rules.
     *
     * @param dryRun whether to count only; false when absent
     */
    public record ApplyCommand(Boolean dryRun) {}

    @POST
    @Operation(
            summary = "Applies the never-log rules of the configuration to what was stored before",
            description =
                    "Activities go off the timelines, their events are excluded as if the rule had been there, and raw items"
                            + " are taken out; it cannot be undone. A call takes 45 seconds at most; call again until complete.")
    @APIResponse(responseCode = "200", description = "What was excluded, or would be")
    public Applied apply(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ApplyCommand.class)))
                    byte[] body) {
        Fields fields = bodies.read(body, ApplyCommand.class);
        boolean dryRun = fields.flag("dryRun", false);
        fields.check();
        return rules.apply(dryRun, caller.name());
    }
}
