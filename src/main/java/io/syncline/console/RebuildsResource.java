package io.syncline.console;

import static io.syncline.api.Refusals.orConflict;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.syncline.api.PageParams;
import io.syncline.api.Words;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.console.RebuildPage.Line;
import io.syncline.crm.MissingException;
import io.syncline.crm.RecordNames;
import io.syncline.crm.ValidationException;
import io.syncline.paging.Page;
import io.syncline.rebuild.ChangeKind;
import io.syncline.rebuild.Rebuild;
import io.syncline.rebuild.RebuildChange;
import io.syncline.rebuild.RebuildOrder;
import io.syncline.rebuild.RebuildViews;
import io.syncline.rebuild.Rebuilds;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The timeline, derived again: looked at before it is put in the place of what is there. */
@Path("/rebuilds")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RolesAllowed(Viewer.VIEWER)
public class RebuildsResource {
    private final Rebuilds rebuilds;
    private final RebuildViews views;
    private final Connectors connectors;
    private final RecordNames names;
    private final Viewer viewer;
    private final Notice notice;

    @Inject
    RebuildsResource(
            Rebuilds rebuilds,
            RebuildViews views,
            Connectors connectors,
            RecordNames names,
            Viewer viewer,
            Notice notice) {
        this.rebuilds = rebuilds;
        this.views = views;
        this.connectors = connectors;
        this.names = names;
        this.viewer = viewer;
        this.notice = notice;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        private Templates() {}

        static native TemplateInstance rebuilds(List<Line> lines, List<String> connectors, String next);

        static native TemplateInstance rebuild(RebuildPage page);
    }

    @GET
    @Operation(hidden = true)
    public String rebuilds(@BeanParam PageParams params) {
        Page<Line> page = rebuilds.list(params.page()).map(Line::new);
        List<String> all = connectors.all().stream().map(ConnectorConfig::id).toList();
        return Templates.rebuilds(page.items(), all, page.next()).render();
    }

    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public String rebuild(@RestPath UUID id, @RestQuery String kind, @BeanParam PageParams params) {
        Rebuild rebuild = found(id, rebuilds.find(id));
        ChangeKind wanted = Words.of(ChangeKind.class, "kind", kind);
        Page<RebuildChange> changes = views.changes(id, wanted, params.page());
        var known =
                names.of(changes.items().stream().map(RebuildChange::entityId).toList());
        return Templates.rebuild(new RebuildPage(new Line(rebuild), wanted, changes.items(), known, changes.next()))
                .render();
    }

    /**
     * @param connector empty for all
     * @param from a day (UTC), or empty
     * @param to a day (UTC), or empty
     */
    @POST
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response start(@RestForm String connector, @RestForm String from, @RestForm String to) {
        String of = Words.plain("connector", connector);
        if (of != null && connectors.find(of).isEmpty()) {
            throw new ValidationException("connector", of, "the id of a connector");
        }
        Instant begin = midnight("from", from);
        Instant end = midnight("to", to);
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw new ValidationException("to", to, "a day after from, " + from);
        }
        Rebuild started = orConflict(() -> rebuilds.start(new RebuildOrder(of, begin, end), viewer.name()));
        return notice.after(
                new Line(started).path(), "The rebuild has started. Nothing is changed until it is applied.");
    }

    @POST
    @Path("{id}/apply")
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response apply(@RestPath UUID id) {
        found(id, orConflict(() -> rebuilds.apply(id, viewer.name())));
        return notice.after("/rebuilds/" + id, "It is brought up to date and applied.");
    }

    @POST
    @Path("{id}/drop")
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response drop(@RestPath UUID id) {
        found(id, orConflict(() -> rebuilds.drop(id, viewer.name())));
        return notice.after("/rebuilds", "Dropped. What is there stays as it is.");
    }

    private static Instant midnight(String name, String day) {
        return day == null || day.isEmpty() ? null : Words.time(name, day + "T00:00:00Z");
    }

    private static Rebuild found(UUID id, Optional<Rebuild> rebuild) {
        return rebuild.orElseThrow(() -> new MissingException("rebuild", id));
    }
}
