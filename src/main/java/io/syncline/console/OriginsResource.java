package io.syncline.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.syncline.crm.FieldService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** Where a record and its fields come from. */
@Path(RecordKind.PATH)
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RolesAllowed(Viewer.VIEWER)
public class OriginsResource {
    private final Origins origins;
    private final FieldService fields;
    private final Viewer viewer;
    private final Notice notice;

    @Inject
    OriginsResource(Origins origins, FieldService fields, Viewer viewer, Notice notice) {
        this.origins = origins;
        this.fields = fields;
        this.viewer = viewer;
        this.notice = notice;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        private Templates() {}

        static native TemplateInstance fields(ProvenancePage page);

        static native TemplateInstance attribution(AttributionPage page);
    }

    @GET
    @Path("{id}/fields")
    @Operation(hidden = true)
    public String fields(@RestPath String kind, @RestPath UUID id) {
        return Templates.fields(origins.fields(RecordKind.ofWords(kind), id)).render();
    }

    @POST
    @Path("{id}/release")
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response release(@RestPath String kind, @RestPath UUID id, @RestForm String field) {
        RecordKind of = RecordKind.ofWords(kind);
        fields.release(of.word(), id, field, viewer.editor());
        return notice.after(Records.path(of, id) + "/fields", field + " is given back to automation.");
    }

    @GET
    @Path("{id}/attribution")
    @Operation(hidden = true)
    public String attribution(@RestPath String kind, @RestPath UUID id) {
        return Templates.attribution(origins.attribution(RecordKind.ofWords(kind), id))
                .render();
    }
}
