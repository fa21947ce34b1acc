package io.syncline.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.syncline.paging.Cursor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages of the console. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RolesAllowed("viewer")
public class ConsoleResource {
    private final ContactPages pages;

    @Inject
    ConsoleResource(ContactPages pages) {
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        private Templates() {}

        static native TemplateInstance contact(ContactPage page);
    }

    @GET
    @Operation(hidden = true)
    public String start(@QueryParam("contacts") String moreContacts) {
        return Templates.contact(pages.start(Cursor.parse(moreContacts))).render();
    }

    @GET
    @Path("contacts/{id}")
    @Operation(hidden = true)
    public String contact(
            @PathParam("id") UUID id,
            @QueryParam("contacts") String moreContacts,
            @QueryParam("after") String olderEntries) {
        return pages.contact(id, Cursor.parse(moreContacts), Cursor.parse(olderEntries))
                .map(page -> Templates.contact(page).render())
                .orElseThrow(() -> new NotFoundException("there is no contact " + id));
    }
}
