package io.syncline.api;

import io.syncline.audit.AuditQuery;
import io.syncline.audit.AuditView;
import io.syncline.paging.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "audit", description = "What was changed, by which rule or whom")
public class AuditResource {
    private final AuditQuery audit;

    @Inject
    AuditResource(AuditQuery audit) {
        this.audit = audit;
    }

    @GET
    @Operation(summary = "Changes, newest first")
    public Page<AuditView> list(
            @RestQuery @Parameter(description = "account, contact, deal, user, activity, event, replay or discard")
                    String entity,
            @RestQuery @Parameter(description = "Of the entity") String id,
            @BeanParam PageParams params) {
        return audit.list(Words.plain("entity", entity), Words.plain("id", id), params.page());
    }
}
