package io.syncline.api;

import io.syncline.attribution.Attribution;
import io.syncline.attribution.AttributionQuery;
import io.syncline.crm.AccountInput;
import io.syncline.crm.AccountService;
import io.syncline.crm.AccountView;
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

@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "accounts", description = "Companies")
public class AccountsResource extends OwnedRecordResource {
    private final AccountService accounts;
    private final TimelineQuery timelines;
    private final AttributionQuery attributions;
    private final Bodies bodies;
    private final Caller caller;

    @Inject
    AccountsResource(
            AccountService accounts,
            TimelineQuery timelines,
            AttributionQuery attributions,
            FieldService fields,
            Bodies bodies,
            Caller caller) {
        super("account", fields, caller);
        this.accounts = accounts;
        this.timelines = timelines;
        this.attributions = attributions;
        this.bodies = bodies;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Accounts, newest first")
    public Page<AccountView> list(
            @RestQuery @Parameter(description = "Part of a name or a domain") String q, @BeanParam PageParams params) {
        return accounts.list(params.page(q));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "An account")
    public AccountView get(@RestPath UUID id) {
        return accounts.get(id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Makes an account")
    @APIResponseSchema(
            value = AccountView.class,
            responseCode = "201",
            responseDescription = "Made; Location says where")
    @APIResponse(responseCode = "400", description = "A field cannot be taken: each is named")
    @APIResponse(responseCode = "409", description = "A domain is another account's")
    public Response create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AccountInput.class)))
                    byte[] body) {
        AccountView made = accounts.create(bodies.read(body, AccountInput.class), caller.editor());
        return Response.created(URI.create("/api/v1/accounts/" + made.id()))
                .entity(made)
                .build();
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Changes an account",
            description =
                    "A merge patch: what is absent stays, null clears. What a person writes stands against every source until it is released.")
    @APIResponse(responseCode = "200", description = "Changed")
    @APIResponse(responseCode = "403", description = "The field ownership policy keeps a field from your role")
    @APIResponse(responseCode = "400", description = "A field cannot be taken: each is named")
    @APIResponse(responseCode = "409", description = "Another version, or: a domain is another account's")
    public AccountView update(
            @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AccountInput.class)))
                    byte[] body) {
        return accounts.update(id, bodies.read(body, AccountInput.class), caller.editor());
    }

    @GET
    @Path("{id}/timeline")
    @Operation(summary = "All activities of an account, newest first")
    public Page<TimelineItem> timeline(@RestPath UUID id, @BeanParam PageParams params) {
        accounts.get(id);
        var page = params.page();
        return timelines.timeline("account", id, page.limit(), page.after());
    }

    @GET
    @Path("{id}/attribution")
    @Operation(summary = "Where an account came from: its touches, and each model's credit for them")
    public Attribution attribution(@RestPath UUID id) {
        accounts.get(id);
        return attributions.ofAccount(id);
    }
}
