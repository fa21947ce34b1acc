package io.syncline.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.syncline.api.PageParams;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** An activity, and what a person says that it belongs to. */
@Path("/activities/{id}")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RolesAllowed(Viewer.VIEWER)
public class ActivityResource {
    private final Corrections corrections;
    private final Viewer viewer;
    private final Notice notice;

    @Inject
    ActivityResource(Corrections corrections, Viewer viewer, Notice notice) {
        this.corrections = corrections;
        this.viewer = viewer;
        this.notice = notice;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        private Templates() {}

        static native TemplateInstance activity(CorrectionPage page);
    }

    @GET
    @Operation(hidden = true)
    public String activity(@RestPath UUID id, @RestQuery String q, @BeanParam PageParams params) {
        return Templates.activity(corrections.page(id, params.page(q).q())).render();
    }

    @POST
    @Path("links")
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response correct(@RestPath UUID id, @RestForm("link") List<String> links) {
        corrections.decide(id, links == null ? List.of() : links, viewer.name());
        return notice.after("/activities/" + id, "Corrected. This stands, whatever the rules say later.");
    }
}
