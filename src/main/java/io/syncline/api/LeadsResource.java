package io.syncline.api;

import io.syncline.crm.FieldService;
import io.syncline.crm.LeadInput;
import io.syncline.crm.LeadService;
import io.syncline.crm.LeadView;
import io.syncline.paging.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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

@Path("/api/v1/leads")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "leads", description = "Forms as they were submitted")
public class LeadsResource extends OwnedRecordResource {
    private final LeadService leads;
    private final Bodies bodies;
    private final Caller caller;

    @Inject
    LeadsResource(LeadService leads, FieldService fields, Bodies bodies, Caller caller) {
        super("lead", fields, caller);
        this.leads = leads;
        this.bodies = bodies;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Leads, the latest first")
    public Page<LeadView> list(
            @RestQuery @Parameter(description = "Part of a name, a company, an e-mail address or a number") String q,
            @RestQuery @Parameter(description = "The id of the user whose they are") UUID ownerId,
            @BeanParam PageParams params) {
        return leads.list(ownerId, params.page(q));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A lead")
    public LeadView get(@RestPath UUID id) {
        return leads.get(id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Gives a lead to somebody",
            description =
                    "What a person says stands against every rule until it is released. The rest of a lead stays as"
                            + " it was submitted.")
    @APIResponse(responseCode = "200", description = "Changed")
    @APIResponse(responseCode = "403", description = "The field ownership policy keeps the owner from your role")
    @APIResponse(responseCode = "400", description = "The owner is no user")
    public LeadView update(
            @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = LeadInput.class)))
                    byte[] body) {
        return leads.update(id, bodies.read(body, LeadInput.class), caller.editor());
    }
}
