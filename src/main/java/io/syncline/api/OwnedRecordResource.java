package io.syncline.api;

import io.syncline.crm.FieldService;
import io.syncline.ownership.FieldView;
import io.syncline.paging.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;

/** What all records whose fields are owned have. Roles stand on each method: those of the class hold for its own only. */
abstract class OwnedRecordResource {
    private final String entity;
    private final FieldService fields;
    private final Caller caller;

    OwnedRecordResource(String entity, FieldService fields, Caller caller) {
        this.entity = entity;
        this.fields = fields;
        this.caller = caller;
    }

    @GET
    @Path("{id}/fields")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Where each field of a record comes from, who holds it, and what else was said of it")
    public Page<FieldView> fields(@RestPath UUID id) {
        return fields.fields(entity, id);
    }

    @DELETE
    @Path("{id}/fields/{field}/lock")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Gives a field that a person holds back to automation",
            description = "The best claim of a source stands at once.")
    @APIResponse(responseCode = "200", description = "The field as it is then")
    @APIResponse(responseCode = "403", description = "The field ownership policy keeps the field from your role")
    @APIResponse(responseCode = "409", description = "Nobody holds it")
    public FieldView release(@RestPath UUID id, @RestPath String field) {
        return fields.release(entity, id, field, caller.editor());
    }
}
