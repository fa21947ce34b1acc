package io.syncline.api;

import static io.syncline.api.Refusals.orConflict;

import io.syncline.crm.Fields;
import io.syncline.crm.MissingException;
import io.syncline.paging.Page;
import io.syncline.reconciliation.Finding;
import io.syncline.reconciliation.FindingFilter;
import io.syncline.reconciliation.FindingState;
import io.syncline.reconciliation.Findings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/v1/findings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "findings", description = "What runs of checks found, and what became of it")
public class FindingsResource {
    private final Findings findings;
    private final Bodies bodies;
    private final Caller caller;

    @Inject
    FindingsResource(Findings findings, Bodies bodies, Caller caller) {
        this.findings = findings;
        this.bodies = bodies;
        this.caller = caller;
    }

    /** Why it may be so. */
    public record Acceptance(String reason) {}

    @GET
    @Operation(summary = "Findings, those that were seen last first")
    public Page<Finding> list(
            @RestQuery @Parameter(description = "open, repaired, accepted or closed; all when absent") String state,
            @RestQuery @Parameter(description = "parity, consistency or mapping") String check,
            @RestQuery String connector,
            @RestQuery @Parameter(description = "Such as missing-in-crm") String kind,
            @RestQuery @Parameter(description = "The run that saw, repaired or closed them") UUID run,
            @BeanParam PageParams params) {
        var filter = new FindingFilter(
                Words.of(FindingState.class, "state", state),
                Words.plain("check", check),
                Words.plain("connector", connector),
                Words.plain("kind", kind),
                run);
        return findings.list(filter, params.page());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A finding")
    public Finding get(@RestPath UUID id) {
        return found(id, findings.find(id));
    }

    @POST
    @Path("{id}/accept")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Accepts that it is so", description = "Runs neither mend nor count it from then on.")
    @APIResponse(responseCode = "200", description = "The finding as it is now")
    @APIResponse(responseCode = "409", description = "It is repaired or closed")
    public Finding accept(
            @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Acceptance.class)))
                    byte[] body) {
        Fields fields = bodies.read(body, Acceptance.class);
        String reason = fields.requiredText("reason", null);
        fields.check();
        return found(id, orConflict(() -> findings.accept(id, reason, caller.name())));
    }

    @POST
    @Path("{id}/reopen")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Takes back that it was accepted")
    @APIResponse(responseCode = "200", description = "The finding as it is now")
    @APIResponse(responseCode = "409", description = "It is repaired or closed")
    public Finding reopen(@RestPath UUID id) {
        return found(id, orConflict(() -> findings.reopen(id, caller.name())));
    }

    private static Finding found(UUID id, Optional<Finding> finding) {
        return finding.orElseThrow(() -> new MissingException("finding", id));
    }
}
