package io.syncline.api;

import io.syncline.association.AssociationCorrections;
import io.syncline.crm.LinkFields;
import io.syncline.crm.LinksInput;
import io.syncline.crm.MissingException;
import io.syncline.event.Kind;
import io.syncline.paging.Page;
import io.syncline.timeline.ActivityFilter;
import io.syncline.timeline.TimelineItem;
import io.syncline.timeline.TimelineQuery;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/v1/activities")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "activities", description = "E-mails, meetings, calls and leads")
public class ActivitiesResource {
    private static final String ENTITY = "activity";

    private final TimelineQuery timelines;
    private final AssociationCorrections corrections;
    private final LinkFields links;
    private final Bodies bodies;
    private final Caller caller;

    @Inject
    ActivitiesResource(
            TimelineQuery timelines,
            AssociationCorrections corrections,
            LinkFields links,
            Bodies bodies,
            Caller caller) {
        this.timelines = timelines;
        this.corrections = corrections;
        this.links = links;
        this.bodies = bodies;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Activities, newest first")
    public Page<TimelineItem> list(
            @RestQuery @Parameter(description = "email, meeting, call or lead") String kind,
            @RestQuery @Parameter(description = "That its newest event came by") String connector,
            @RestQuery @Parameter(description = "The source's own id of any of its events") String externalId,
            @RestQuery @Parameter(description = "true for those without a link; false for all") String unassociated,
            @BeanParam PageParams params) {
        var filter = new ActivityFilter(
                Words.of(Kind.class, "kind", kind),
                Words.plain("connector", connector),
                Words.plain("externalId", externalId),
                Words.flag("unassociated", unassociated));
        var page = params.page();
        return timelines.activities(filter, page.limit(), page.after());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "An activity")
    public TimelineItem get(@RestPath UUID id) {
        return timelines.activity(id).orElseThrow(() -> new MissingException(ENTITY, id));
    }

    @PUT
    @Path("{id}/associations")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Says what an activity belongs to",
            description =
                    "All of its links. The decision stands, whatever the rules say later. With remember, what it adds"
                            + " to the links of the rules or takes from them is a rule for that address from now on: see"
                            + " corrections.")
    public TimelineItem associate(
            @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = LinksInput.class)))
                    byte[] body) {
        var people = get(id).participants().stream()
                .map(TimelineItem.Person::address)
                .filter(Objects::nonNull)
                .toList();
        var fields = bodies.read(body, LinksInput.class);
        var wanted = links.read(fields);
        if (!corrections.decide(id, wanted, links.remember(fields, people), caller.name())) {
            throw new MissingException(ENTITY, id);
        }
        return get(id);
    }
}
