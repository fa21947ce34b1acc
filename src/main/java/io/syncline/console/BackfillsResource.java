package io.syncline.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.syncline.api.BackfillOrders;
import io.syncline.api.BackfillsResource.Command;
import io.syncline.api.PageParams;
import io.syncline.api.Words;
import io.syncline.backfill.Backfill;
import io.syncline.backfill.BackfillState;
import io.syncline.backfill.Backfills;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.crm.ConflictException;
import io.syncline.crm.Fields;
import io.syncline.crm.MissingException;
import io.syncline.paging.Page;
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

/** History, read from a source again. */
@Path("/backfills")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RolesAllowed(Viewer.VIEWER)
public class BackfillsResource {
    private final Backfills backfills;
    private final BackfillOrders orders;
    private final Connectors connectors;
    private final ObjectMapper json;
    private final Viewer viewer;
    private final Notice notice;

    @Inject
    BackfillsResource(
            Backfills backfills,
            BackfillOrders orders,
            Connectors connectors,
            ObjectMapper json,
            Viewer viewer,
            Notice notice) {
        this.backfills = backfills;
        this.orders = orders;
        this.connectors = connectors;
        this.json = json;
        this.viewer = viewer;
        this.notice = notice;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        private Templates() {}

        static native TemplateInstance backfills(BackfillsPage page);
    }

    @GET
    @Operation(hidden = true)
    public String backfills(@BeanParam PageParams params) {
        Page<Backfill> page = backfills.list(params.page());
        return Templates.backfills(new BackfillsPage(
                        page.items().stream().map(BackfillsPage.Line::new).toList(),
                        connectors.all().stream()
                                .filter(ConnectorConfig::pulls)
                                .map(ConnectorConfig::id)
                                .toList(),
                        page.next()))
                .render();
    }

    @POST
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response start(
            @RestForm String connector, @RestForm String from, @RestForm String to, @RestForm boolean dryRun) {
        var order = json.createObjectNode()
                .put("connector", Words.plain("connector", connector))
                .put("from", Words.plain("from", from))
                .put("to", Words.plain("to", to))
                .put("dryRun", dryRun);
        try {
            backfills.start(orders.read(Fields.of(order, Command.class)), viewer.name());
        } catch (IllegalStateException e) {
            throw new ConflictException(e.getMessage());
        }
        return notice.after("/backfills", dryRun ? "The dry run has started." : "The backfill has started.");
    }

    /**
     * @param state running, paused or stopped
     */
    @POST
    @Path("{id}/{state: running|paused|stopped}")
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response become(@RestPath UUID id, @RestPath String state) {
        BackfillState wanted = Words.of(BackfillState.class, "state", state);
        try {
            if (backfills.become(id, wanted, viewer.name()).isEmpty()) {
                throw new MissingException("backfill", id);
            }
        } catch (IllegalStateException e) {
            throw new ConflictException(e.getMessage());
        }
        return notice.after("/backfills", "The backfill is " + state + ".");
    }
}
