package io.syncline.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.syncline.api.PageParams;
import io.syncline.api.Words;
import io.syncline.console.DeadLetterPage.Line;
import io.syncline.crm.ValidationException;
import io.syncline.operation.BulkDiscard;
import io.syncline.operation.BulkDiscard.DiscardResult;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Dead letters by their causes, and what to do with all of one cause. */
@Path("/dead-letters")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RolesAllowed(Viewer.VIEWER)
public class DeadLettersResource {
    private final DeadLetterPages pages;
    private final ReplayRuns runs;
    private final BulkDiscard discard;
    private final Viewer viewer;
    private final Notice notice;

    @Inject
    DeadLettersResource(DeadLetterPages pages, ReplayRuns runs, BulkDiscard discard, Viewer viewer, Notice notice) {
        this.pages = pages;
        this.runs = runs;
        this.discard = discard;
        this.viewer = viewer;
        this.notice = notice;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        private Templates() {}

        static native TemplateInstance deadLetters(List<Line> causes);

        static native TemplateInstance deadLetterCause(DeadLetterPage page);
    }

    @GET
    @Operation(hidden = true)
    public String causes() {
        return Templates.deadLetters(pages.causes()).render();
    }

    @GET
    @Path("cause")
    @Operation(hidden = true)
    public String cause(@RestQuery String connector, @RestQuery String cause, @BeanParam PageParams params) {
        return Templates.deadLetterCause(
                        pages.page(named("connector", connector), named("cause", cause), params.page()))
                .render();
    }

    @POST
    @Path("replay")
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response replay(@RestForm String connector, @RestForm String cause, @RestForm boolean probe) {
        runs.start(DeadLetterPages.filter(named("connector", connector), named("cause", cause)), probe, viewer.name());
        return notice.after(Line.path(connector, cause), "The replay has started.");
    }

    @POST
    @Path("discard")
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response discard(@RestForm String connector, @RestForm String cause, @RestForm String reason) {
        String why = named("reason", reason).strip();
        DiscardResult result = discard.discard(
                DeadLetterPages.filter(named("connector", connector), named("cause", cause)), why, viewer.name());
        return notice.after(
                "/dead-letters",
                result.discarded() + " of " + Say.count(result.matched(), "dead letter") + " discarded.");
    }

    private static String named(String name, String value) {
        String text = Words.plain(name, value);
        if (text == null || text.isBlank()) {
            throw new ValidationException(name, value, "a text");
        }
        return text;
    }
}
