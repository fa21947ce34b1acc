package io.syncline.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.syncline.api.PageParams;
import io.syncline.api.Words;
import io.syncline.audit.AuditQuery;
import io.syncline.audit.AuditVerification;
import io.syncline.audit.AuditVerifier;
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
import org.jboss.resteasy.reactive.RestQuery;

/** What was changed, by which rule or whom. */
@Path("/audit")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RolesAllowed(Viewer.VIEWER)
public class AuditResource {
    private final AuditQuery audit;
    private final AuditVerifier verifier;

    @Inject
    AuditResource(AuditQuery audit, AuditVerifier verifier) {
        this.audit = audit;
        this.verifier = verifier;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        private Templates() {}

        static native TemplateInstance audit(AuditPage page);
    }

    @GET
    @Operation(hidden = true)
    public String audit(@RestQuery String entity, @RestQuery String id, @BeanParam PageParams params) {
        return page(Words.plain("entity", entity), id, params, null);
    }

    @GET
    @Path("verify")
    @Operation(hidden = true)
    public String verify(@BeanParam PageParams params) {
        return page(null, null, params, verifier.verify(null, null, null));
    }

    private String page(String entity, String id, PageParams params, AuditVerification verification) {
        String of = Words.plain("id", id == null ? null : id.strip());
        Page<AuditView> rows = audit.list(entity, of, params.page());
        return Templates.audit(new AuditPage(
                        entity, of, rows.items().stream().map(AuditPage.Row::of).toList(), rows.next(), verification))
                .render();
    }
}
