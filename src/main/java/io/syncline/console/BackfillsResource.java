package io.syncline.console;

import static io.syncline.api.Refusals.orConflict;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.syncline.api.BackfillOrders;
import io.syncline.api.BackfillsResource.Command;
import io.syncline.api.Exports;
import io.syncline.api.PageParams;
import io.syncline.api.Words;
import io.syncline.backfill.Backfill;
import io.syncline.backfill.BackfillOrder;
import io.syncline.backfill.BackfillState;
import io.syncline.backfill.Backfills;
import io.syncline.backfill.Export;
import io.syncline.backfill.ExportItem;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.crm.Fields;
import io.syncline.crm.MissingException;
import io.syncline.crm.ValidationException;
import io.syncline.paging.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** History, read from a source again. */
@Path("/backfills")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RolesAllowed(Viewer.VIEWER)
public class BackfillsResource {
    private final Backfills backfills;
    private final BackfillOrders orders;
    private final Exports exports;
    private final Connectors connectors;
    private final ObjectMapper json;
    private final Viewer viewer;
    private final Notice notice;

    @Inject
    BackfillsResource(
            Backfills backfills,
            BackfillOrders orders,
            Exports exports,
            Connectors connectors,
            ObjectMapper json,
            Viewer viewer,
            Notice notice) {
        this.backfills = backfills;
        this.orders = orders;
        this.exports = exports;
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
                        ids(ConnectorConfig::pulls),
                        ids(connector -> !connector.pulls()),
                        page.next()))
                .render();
    }

    private List<String> ids(Predicate<ConnectorConfig> which) {
        return connectors.all().stream().filter(which).map(ConnectorConfig::id).toList();
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
        BackfillOrder read = orders.read(Fields.of(order, Command.class));
        orConflict(() -> backfills.start(read, viewer.name()));
        return notice.after("/backfills", dryRun ? "The dry run has started." : "The backfill has started.");
    }

    /**
     * @param list an export: CSV by its name, else JSON lines
     */
    @POST
    @Path("exports")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response upload(@RestForm String connector, @RestForm FileUpload list, @RestForm boolean dryRun) {
        if (list == null || list.fileName() == null || list.fileName().isBlank()) {
            throw new ValidationException("list", null, "a file");
        }
        String type = list.fileName().toLowerCase(Locale.ROOT).endsWith(".csv") ? Export.CSV : Export.JSON_LINES;
        List<ExportItem> items = exports.read(connector, type, bytes(list));
        var order = new BackfillOrder(connector, null, null, dryRun);
        orConflict(() -> backfills.start(order, items, viewer.name()));
        return notice.after(
                "/backfills",
                Say.count(items.size(), "item") + " read. The " + (dryRun ? "dry run" : "backfill") + " has started.");
    }

    private static byte[] bytes(FileUpload list) {
        try {
            return Files.readAllBytes(list.uploadedFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        if (orConflict(() -> backfills.become(id, wanted, viewer.name())).isEmpty()) {
            throw new MissingException("backfill", id);
        }
        return notice.after("/backfills", "The backfill is " + state + ".");
    }
}
