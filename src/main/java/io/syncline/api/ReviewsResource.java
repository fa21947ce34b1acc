package io.syncline.api;

import io.syncline.crm.ReviewService;
import io.syncline.crm.ReviewService.Kind;
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
@Tag(name = "reviews", description = "What a person decides: fields and links")
public class ReviewsResource {
    private final ReviewService reviews;
    private final Bodies bodies;
    private final Caller caller;

    @Inject
    ReviewsResource(ReviewService reviews, Bodies bodies, Caller caller) {
        this.reviews = reviews;
        this.bodies = bodies;
        this.caller = caller;
    }

    /**
     * Which of the options it is.
     *
     * @param value of an option; null where the option is that there is none, and for a link where it is none of them
     * @param remember of a link: an address or a number of a participant whose activities are all linked to it from now on
     */
    public record Choice(String value, String remember) {}

    @GET
    @Operation(summary = "Fields about which sources disagree, and links that were too close to call, the latest first")
    public Page<ReviewView> list(
            @RestQuery @Parameter(description = "open or decided; open unless said otherwise") String status,
            @RestQuery @Parameter(description = "field or link") String kind,
            @RestQuery @Parameter(description = "account or contact; activity for links") String entity,
            @BeanParam PageParams params) {
        Status wanted = Words.of(Status.class, "status", status);
        return reviews.list(
                wanted == null ? Status.OPEN : wanted,
                Words.of(Kind.class, "kind", kind),
                Words.plain("entity", entity),
                params.page());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A review: what each source says, or what the candidates are, and what was decided")
    public ReviewView get(@RestPath UUID id) {
        return reviews.get(id);
    }

    @POST
    @Path("{id}/decide")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Decides which of the options it is",
            description = "Of a field it stands as long as the sources say what they say now; when one of them says"
                    + " something new, it is asked again. To write another value, change the record. Of a link it stays,"
                    + " and the rules go on from it; with remember it holds for all activities of an address.")
    @APIResponse(responseCode = "200", description = "Decided")
    @APIResponse(responseCode = "400", description = "It is none of the options")
    @APIResponse(responseCode = "403", description = "The field ownership policy keeps the field from your role")
    @APIResponse(responseCode = "409", description = "Decided before, or the sources say something else by now")
    public ReviewView decide(
            @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Choice.class)))
                    byte[] body) {
        return reviews.decide(id, bodies.read(body, Choice.class), caller.editor());
    }
}
