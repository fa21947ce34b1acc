package io.syncline.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RolesAllowed(Viewer.VIEWER)
public class OverviewResource {
    private final Overview overview;

    @Inject
    OverviewResource(Overview overview) {
        this.overview = overview;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        private Templates() {}

        static native TemplateInstance overview(OverviewPage page);
    }

    @GET
    @Operation(hidden = true)
    public String overview() {
        return Templates.overview(overview.page()).render();
    }
}
