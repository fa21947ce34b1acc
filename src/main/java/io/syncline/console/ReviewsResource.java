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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** What a person decides: fields about which sources disagree. */
@Path("/reviews")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RolesAllowed(Viewer.VIEWER)
public class ReviewsResource {
    private final Reviews reviews;
    private final Viewer viewer;
    private final Notice notice;

    @Inject
    ReviewsResource(Reviews reviews, Viewer viewer, Notice notice) {
        this.reviews = reviews;
        this.viewer = viewer;
        this.notice = notice;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        private Templates() {}

        static native TemplateInstance reviews(ReviewsPage page);
    }

    @GET
    @Operation(hidden = true)
    public String reviews(@BeanParam PageParams params) {
        return Templates.reviews(reviews.page(params.page())).render();
    }

    /**
     * @param value the option's; absent where the option is that there is none, or of a link that it is none of them
     */
    @POST
    @Path("{id}")
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response decide(@RestPath UUID id, @RestForm String value) {
        reviews.decide(id, value, viewer.editor());
        return notice.after(
                "/reviews", "Decided. A link stays; a field stands as long as the sources say what they say now.");
    }
}
