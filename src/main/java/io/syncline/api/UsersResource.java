package io.syncline.api;

import io.syncline.crm.UserInput;
import io.syncline.crm.UserService;
import io.syncline.crm.UserView;
import io.syncline.paging.Page;
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

@Path("/api/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "users", description = "People of the organization")
public class UsersResource {
    private final UserService users;
    private final Bodies bodies;
    private final Caller caller;

    @Inject
    UsersResource(UserService users, Bodies bodies, Caller caller) {
        this.users = users;
        this.bodies = bodies;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Users, newest first")
    public Page<UserView> list(
            @RestQuery @Parameter(description = "Part of a name, an e-mail address or a number") String q,
            @BeanParam PageParams params) {
        return users.list(params.page(q));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A user")
    public UserView get(@RestPath UUID id) {
        return users.get(id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Makes a user")
    @APIResponseSchema(value = UserView.class, responseCode = "201", responseDescription = "Made; Location says where")
    @APIResponse(responseCode = "400", description = "A field cannot be taken: each is named")
    @APIResponse(responseCode = "409", description = "An address is somebody else's")
    public Response create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = UserInput.class)))
                    byte[] body) {
        UserView made = users.create(bodies.read(body, UserInput.class), caller.name());
        return Response.created(URI.create("/api/v1/users/" + made.id()))
                .entity(made)
                .build();
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Changes a user", description = "A merge patch: what is absent stays, null clears.")
    @APIResponse(responseCode = "200", description = "Changed")
    @APIResponse(responseCode = "400", description = "A field cannot be taken: each is named")
    @APIResponse(responseCode = "409", description = "Another version, or: an address is somebody else's")
    public UserView update(
            @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = UserInput.class)))
                    byte[] body) {
        return users.update(id, bodies.read(body, UserInput.class), caller.name());
    }
}
