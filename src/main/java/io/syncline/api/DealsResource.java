package io.syncline.api;

import io.syncline.attribution.Attribution;
import io.syncline.attribution.AttributionQuery;
import io.syncline.crm.DealInput;
import io.syncline.crm.DealService;
import io.syncline.crm.DealView;
import io.syncline.crm.FieldService;
import io.syncline.paging.Page;
import io.syncline.timeline.TimelineItem;
import io.syncline.timeline.TimelineQuery;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/v1/deals")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "deals", description = "Sales")
public class DealsResource extends OwnedRecordResource {
    private final DealService deals;
    private final TimelineQuery timelines;
    private final AttributionQuery attributions;
    private final Bodies bodies;
    private final Caller caller;

    @Inject
    DealsResource(
            DealService deals,
            TimelineQuery timelines,
            AttributionQuery attributions,
            FieldService fields,
            Bodies bodies,
            Caller caller) {
        super("deal", fields, caller);
        this.deals = deals;
        this.timelines = timelines;
        this.attributions = attributions;
        this.bodies = bodies;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Deals, newest first")
    public Page<DealView> list(
            @RestQuery @Parameter(description = "Part of a name") String q, @BeanParam PageParams params) {
        return deals.list(params.page(q));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A deal")
    public DealView get(@RestPath UUID id) {
        return deals.get(id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Makes a deal")
    @APIResponseSchema(value = DealView.class, responseCode = "201", responseDescription = "Made; Location says where")
    @APIResponse(responseCode = "400", description = "A field cannot be taken: each is named")
    @APIResponse(responseCode = "409", description = "It contradicts what is there")
    public Response create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DealInput.class)))
                    byte[] body) {
        DealView made = deals.create(bodies.read(body, DealInput.class), caller.editor());
        return Response.created(URI.create("/api/v1/deals/" + made.id()))
                .entity(made)
                .build();
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Changes a deal", description = "A merge patch: what is absent stays, null clears.")
    @APIResponse(responseCode = "200", description = "Changed")
    @APIResponse(responseCode = "403", description = "The field ownership policy keeps a field from your role")
    @APIResponse(responseCode = "400", description = "A field cannot be taken: each is named")
    @APIResponse(responseCode = "409", description = "Another version, or: it contradicts what is there")
    public DealView update(
            @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DealInput.class)))
                    byte[] body) {
        return deals.update(id, bodies.read(body, DealInput.class), caller.editor());
    }

    @GET
    @Path("{id}/timeline")
    @Operation(summary = "All activities of a deal, newest first")
    public Page<TimelineItem> timeline(@RestPath UUID id, @BeanParam PageParams params) {
        deals.get(id);
        var page = params.page();
        return timelines.timeline("deal", id, page.limit(), page.after());
    }

    @GET
    @Path("{id}/attribution")
    @Operation(summary = "Where a deal came from: its touches, and each model's credit for them")
    public Attribution attribution(@RestPath UUID id) {
        deals.get(id);
        return attributions.ofDeal(id);
    }
}
