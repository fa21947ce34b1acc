package io.syncline.api;

import io.syncline.crm.FieldReviewService;
import io.syncline.ownership.ReviewList.Status;
import io.syncline.ownership.ReviewView;
import io.syncline.paging.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

@Path("/api/v1/reviews")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "reviews", description = "What a person decides: fields about which sources disagree")
public class ReviewsResource {
    private final FieldReviewService reviews;
    private final Bodies bodies;
    private final Caller caller;

    @Inject
    ReviewsResource(FieldReviewService reviews, Bodies bodies, Caller caller) {
        this.reviews = reviews;
        this.bodies = bodies;
        this.caller = caller;
    }

    /**
     * Which of the options it is.
     *
     * @param value of an option; null where the option is that there is none
     */
    public record Choice(String value) {}

    @GET
    @Operation(summary = "Fields about which sources disagree, the latest first")
    public Page<ReviewView> list(
            @RestQuery @Parameter(description = "open or decided; open unless said otherwise") String status,
            @RestQuery @Parameter(description = "account or contact") String entity,
            @BeanParam PageParams params) {
        Status wanted = Words.of(Status.class, "status", status);
        return reviews.list(wanted == null ? Status.OPEN : wanted, Words.plain("entity", entity), params.page());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A review: what each source says of the field, and what was decided")
    public ReviewView get(@RestPath UUID id) {
        return reviews.get(id);
    }

    @POST
    @Path("{id}/decide")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Decides which of the values it is",
            description = "It stands as long as the sources say what they say now; when one of them says something new,"
                    + " it is asked again. To write another value, change the record.")
    @APIResponse(responseCode = "200", description = "Decided")
    @APIResponse(responseCode = "400", description = "No source says this")
    @APIResponse(responseCode = "403", description = "The field ownership policy keeps the field from your role")
    @APIResponse(responseCode = "409", description = "Decided before, or the sources say something else by now")
    public ReviewView decide(
            @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Choice.class)))
                    byte[] body) {
        return reviews.decide(id, bodies.read(body, Choice.class), caller.editor());
    }
}
