package io.syncline.api;

import io.syncline.association.RememberedCorrection;
import io.syncline.association.RememberedCorrections;
import io.syncline.crm.LinkFields;
import io.syncline.crm.MissingException;
import io.syncline.crm.RememberInput;
import io.syncline.paging.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/api/v1/corrections")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "corrections", description = "What people decided about all activities of an address")
public class CorrectionsResource {
    private final RememberedCorrections corrections;
    private final LinkFields links;
    private final Bodies bodies;
    private final Caller caller;

    @Inject
    CorrectionsResource(RememberedCorrections corrections, LinkFields links, Bodies bodies, Caller caller) {
        this.corrections = corrections;
        this.links = links;
        this.bodies = bodies;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Remembered corrections, newest first")
    public Page<RememberedCorrection> list(@BeanParam PageParams params) {
        return corrections.list(params.page());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @ResponseStatus(201)
    @Operation(
            summary = "Decides what all activities of an address belong to",
            description =
                    "It comes before every rule. What was filed before is associated again in the background. A deal"
                            + " gets them while it is open. Of the contacts, accounts and deals an address belongs to one each:"
                            + " the one before is revoked.")
    @APIResponse(responseCode = "201", description = "Remembered")
    public RememberedCorrection remember(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RememberInput.class)))
                    byte[] body) {
        RememberInput.Read read = links.remembered(bodies.read(body, RememberInput.class));
        return corrections.remember(read.address(), read.target(), read.linked(), read.since(), null, caller.name());
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Revokes a remembered correction",
            description = "The rules decide again, of what was filed before too.")
    @APIResponse(responseCode = "204", description = "Revoked")
    public void revoke(@RestPath UUID id) {
        if (!corrections.revoke(id, caller.name())) {
            throw new MissingException("correction", id);
        }
    }
}
