package io.syncline.api;

import static io.syncline.api.Refusals.orConflict;

import io.syncline.connector.Connectors;
import io.syncline.crm.Fields;
import io.syncline.crm.MissingException;
import io.syncline.crm.ValidationException;
import io.syncline.paging.Page;
import io.syncline.rebuild.ChangeKind;
import io.syncline.rebuild.Rebuild;
import io.syncline.rebuild.RebuildChange;
import io.syncline.rebuild.RebuildOrder;
import io.syncline.rebuild.RebuildViews;
import io.syncline.rebuild.Rebuilds;
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
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/v1/rebuilds")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "rebuilds", description = "The timeline, derived again from the raw items by the rules of today")
public class RebuildsResource {
    private static final String TIME = "a time with offset such as 2026-03-02T10:00:00Z, or null";

    private final Rebuilds rebuilds;
    private final RebuildViews views;
    private final Connectors connectors;
    private final Bodies bodies;
    private final Caller caller;

    @Inject
    RebuildsResource(Rebuilds rebuilds, RebuildViews views, Connectors connectors, Bodies bodies, Caller caller) {
        this.rebuilds = rebuilds;
        this.views = views;
        this.connectors = connectors;
        this.bodies = bodies;
        this.caller = caller;
    }

    /**
     * What to derive again; all when nothing is said.
     *
     * @param connector whose items
     * @param from of items that happened then or later
     * @param to of items that happened before
     */
    public record Command(String connector, Instant from, Instant to) {}

    @GET
    @Operation(summary = "Rebuilds, the newest first")
    public Page<Rebuild> list(@BeanParam PageParams params) {
        return rebuilds.list(params.page());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A rebuild, how far it is, and how much it would change")
    public Rebuild get(@RestPath UUID id) {
        return found(id, rebuilds.find(id));
    }

    @GET
    @Path("{id}/diff")
    @Operation(
            summary = "What a rebuild would change, or has changed: before, after and why",
            description = "Nothing before it is ready. Forgotten when it is dropped, and when somebody is erased.")
    public Page<RebuildChange> diff(
            @RestPath UUID id,
            @RestQuery @Parameter(schema = @Schema(type = SchemaType.STRING, implementation = ChangeKind.class))
                    String kind,
            @BeanParam PageParams params) {
        get(id);
        return views.changes(id, Words.of(ChangeKind.class, "kind", kind), params.page());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Derives activities, links, fields and owners again, beside those that are there",
            description =
                    "By today's mappings, rules of association and policy. What people decided stays. Nothing is changed until"
                            + " it is applied.")
    @APIResponse(responseCode = "200", description = "Started; ask for it by its id")
    @APIResponse(responseCode = "400", description = "No such connector, or a time that is none")
    @APIResponse(responseCode = "409", description = "One is not over")
    public Rebuild start(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Command.class)))
                    byte[] body) {
        Fields fields = bodies.read(body, Command.class);
        String connector = fields.text("connector", null);
        Instant from = time(fields, "from");
        Instant to = time(fields, "to");
        if (from != null && to != null && !from.isBefore(to)) {
            fields.refuse("to", "a time after from, " + from);
        }
        fields.check();
        if (connector != null && connectors.find(connector).isEmpty()) {
            throw new ValidationException("connector", connector, "the id of a connector");
        }
        return orConflict(() -> rebuilds.start(new RebuildOrder(connector, from, to), caller.name()));
    }

    @POST
    @Path("{id}/apply")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Puts what was derived in the place of what is there, as a whole",
            description =
                    "First what has come meanwhile is derived too and all is compared anew. What people have changed meanwhile"
                            + " stays.")
    @APIResponse(responseCode = "200", description = "The rebuild as it is now: applying, and applied soon")
    @APIResponse(responseCode = "409", description = "It is not ready")
    public Rebuild apply(@RestPath UUID id) {
        return found(id, orConflict(() -> rebuilds.apply(id, caller.name())));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Drops a rebuild and all that it derived", description = "What is there stays as it is.")
    @APIResponse(responseCode = "200", description = "The rebuild as it is now")
    @APIResponse(responseCode = "409", description = "It was applied")
    public Rebuild drop(@RestPath UUID id) {
        return found(id, orConflict(() -> rebuilds.drop(id, caller.name())));
    }

    private static Instant time(Fields fields, String field) {
        return fields.read(field, null, TIME, node -> Fields.text(node).flatMap(text -> {
            try {
                return Optional.of(Words.time(field, text));
            } catch (ValidationException noTime) {
                return Optional.empty();
            }
        }));
    }

    private static Rebuild found(UUID id, Optional<Rebuild> rebuild) {
        return rebuild.orElseThrow(() -> new MissingException("rebuild", id));
    }
}
