package io.syncline.api;

import io.syncline.association.AssociationProgress;
import io.syncline.association.AssociationProgress.Progress;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/associations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "associations", description = "What activities belong to")
public class AssociationsResource {
    private final AssociationProgress progress;

    @Inject
    AssociationsResource(AssociationProgress progress) {
        this.progress = progress;
    }

    @GET
    @Path("progress")
    @Operation(summary = "How many activities wait to be associated again, since what they go by has changed")
    public Progress progress() {
        return progress.read();
    }
}
