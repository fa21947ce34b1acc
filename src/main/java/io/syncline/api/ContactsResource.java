package io.syncline.api;

import io.syncline.attribution.Attribution;
import io.syncline.attribution.AttributionQuery;
import io.syncline.crm.ContactErasure;
import io.syncline.crm.ContactInput;
import io.syncline.crm.ContactMerge;
import io.syncline.crm.ContactService;
import io.syncline.crm.ContactSplit;
import io.syncline.crm.ContactView;
import io.syncline.crm.FieldService;
import io.syncline.crm.MergeInput;
import io.syncline.crm.SplitInput;
import io.syncline.paging.Page;
import io.syncline.timeline.TimelineItem;
import io.syncline.timeline.TimelineQuery;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

@Path("/api/v1/contacts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "contacts", description = "People outside the organization")
public class ContactsResource extends OwnedRecordResource {
    private final ContactService contacts;
    private final TimelineQuery timelines;
    private final AttributionQuery attributions;
    private final ContactMerge merge;
    private final ContactSplit split;
    private final ContactErasure erasure;
    private final Bodies bodies;
    private final Caller caller;

    @Inject
    ContactsResource(
            ContactService contacts,
            TimelineQuery timelines,
            AttributionQuery attributions,
            ContactMerge merge,
            ContactSplit split,
            ContactErasure erasure,
            FieldService fields,
            Bodies bodies,
            Caller caller) {
        super("contact", fields, caller);
        this.contacts = contacts;
        this.timelines = timelines;
        this.attributions = attributions;
        this.merge = merge;
        this.split = split;
        this.erasure = erasure;
        this.bodies = bodies;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Contacts, newest first")
    public Page<ContactView> list(
            @RestQuery @Parameter(description = "Part of a name, an e-mail address or a number") String q,
            @BeanParam PageParams params) {
        return contacts.list(params.page(q));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A contact")
    public ContactView get(@RestPath UUID id) {
        return contacts.get(id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Makes a contact")
    @APIResponseSchema(
            value = ContactView.class,
            responseCode = "201",
            responseDescription = "Made; Location says where")
    @APIResponse(responseCode = "400", description = "A field cannot be taken: each is named")
    @APIResponse(responseCode = "409", description = "An address is somebody else's")
    public Response create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ContactInput.class)))
                    byte[] body) {
        ContactView made = contacts.create(bodies.read(body, ContactInput.class), caller.editor());
        return Response.created(URI.create("/api/v1/contacts/" + made.id()))
                .entity(made)
                .build();
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Changes a contact",
            description =
                    "A merge patch: what is absent stays, null clears. What a person writes stands against every source until it is released.")
    @APIResponse(responseCode = "200", description = "Changed")
    @APIResponse(responseCode = "403", description = "The field ownership policy keeps a field from your role")
    @APIResponse(responseCode = "400", description = "A field cannot be taken: each is named")
    @APIResponse(responseCode = "409", description = "Another version, or: an address is somebody else's")
    public ContactView update(
            @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ContactInput.class)))
                    byte[] body) {
        return contacts.update(id, bodies.read(body, ContactInput.class), caller.editor());
    }

    @GET
    @Path("{id}/timeline")
    @Operation(summary = "All activities of a contact, newest first")
    public Page<TimelineItem> timeline(@RestPath UUID id, @BeanParam PageParams params) {
        contacts.get(id);
        var page = params.page();
        return timelines.timeline("contact", id, page.limit(), page.after());
    }

    @POST
    @Path("{id}/merge")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Makes one contact of two",
            description = "Addresses, deals, leads, touches and activities go to the contact that stays.")
    @APIResponse(responseCode = "200", description = "The one that stands for both")
    @APIResponse(responseCode = "409", description = "One of them was merged before")
    public ContactView merge(
            @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = MergeInput.class)))
                    byte[] body) {
        return merge.merge(id, bodies.read(body, MergeInput.class), caller.name());
    }

    @POST
    @Path("{id}/split")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Makes two contacts of one",
            description =
                    "The reverse of a merge: addresses and numbers that are chosen are the other contact's, and with"
                            + " them their leads and touches at once, and their activities in the background. The other one is"
                            + " new, or one that was merged into this one. Its parts in deals are for you to move.")
    @APIResponse(responseCode = "200", description = "The other contact")
    @APIResponse(responseCode = "400", description = "The addresses are not some of the contact's")
    @APIResponse(responseCode = "409", description = "The contact was merged")
    public ContactView split(
            @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SplitInput.class)))
                    byte[] body) {
        return split.split(id, bodies.read(body, SplitInput.class), caller.editor());
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Erases a contact",
            description = "All that says who it was: names, addresses, leads, raw items, what was written or said. It"
                    + " cannot be undone.")
    @APIResponse(responseCode = "204", description = "Erased")
    @APIResponse(responseCode = "409", description = "It was merged: erase the one that stands for it")
    public void erase(@RestPath UUID id) {
        erasure.erase(id, caller.name());
    }

    @GET
    @Path("{id}/attribution")
    @Operation(summary = "Where a contact came from: its touches, and each model's credit for them")
    public Attribution attribution(@RestPath UUID id) {
        contacts.get(id);
        return attributions.ofContact(id);
    }
}
