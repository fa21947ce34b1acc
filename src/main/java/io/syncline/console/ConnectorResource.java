package io.syncline.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.syncline.api.ConnectorPolling;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.crm.MissingException;
import io.syncline.crm.ValidationException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** One connector. */
@Path("/connectors/{id}")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RolesAllowed(Viewer.VIEWER)
public class ConnectorResource {
    private final Connectors connectors;
    private final Overview overview;
    private final ConnectorPolling polling;
    private final Viewer viewer;
    private final Notice notice;

    @Inject
    ConnectorResource(
            Connectors connectors, Overview overview, ConnectorPolling polling, Viewer viewer, Notice notice) {
        this.connectors = connectors;
        this.overview = overview;
        this.polling = polling;
        this.viewer = viewer;
        this.notice = notice;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        private Templates() {}

        static native TemplateInstance connector(ConnectorPage page);
    }

    @GET
    @Operation(hidden = true)
    public String connector(@RestPath String id) {
        ConnectorConfig config = connectors.find(id).orElseThrow(() -> new MissingException("connector", id));
        return Templates.connector(overview.connector(config)).render();
    }

    @POST
    @Path("poll")
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response poll(@RestPath String id) {
        polling.poll(id);
        return notice.after("/connectors/" + id, "Read: what its source held is kept.");
    }

    @POST
    @Path("pause")
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response pause(@RestPath String id, @RestForm String reason) {
        if (reason == null || reason.isBlank()) {
            throw new ValidationException("reason", reason, "a text");
        }
        polling.pause(id, reason.strip(), viewer.name());
        return notice.after("/connectors/" + id, "Paused. It is not polled until somebody resumes it.");
    }

    @POST
    @Path("resume")
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response resume(@RestPath String id) {
        polling.resume(id, viewer.name());
        return notice.after("/connectors/" + id, "Resumed. It is polled again at its next time.");
    }
}
