package io.syncline.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.syncline.api.Words;
import io.syncline.crm.ValidationException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;

/** The field ownership policy: in force, before, and tried. */
@Path("/policy")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RolesAllowed(Viewer.VIEWER)
public class PolicyResource {
    private final PolicyPages pages;

    @Inject
    PolicyResource(PolicyPages pages) {
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        private Templates() {}

        static native TemplateInstance policy(PolicyPage page);
    }

    @GET
    @Operation(hidden = true)
    public String policy() {
        return Templates.policy(pages.page()).render();
    }

    /**
     * Writes nothing, and so is answered at once.
     *
     * @param from a day (UTC), or empty
     */
    @POST
    @Path("simulate")
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public String simulate(@RestForm String policy, @RestForm String from) {
        if (policy == null || policy.isBlank()) {
            throw new ValidationException("policy", policy, "the text of a policy file");
        }
        Instant begin = from == null || from.isEmpty() ? null : Words.time("from", from + "T00:00:00Z");
        return Templates.policy(pages.tried(policy, begin)).render();
    }
}
