package io.syncline.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.syncline.api.ConnectorOverview;
import io.syncline.api.PageParams;
import io.syncline.api.TraceWords;
import io.syncline.console.TracePage.Item;
import io.syncline.paging.PageRequest;
import io.syncline.trace.Trace;
import io.syncline.trace.TraceItem;
import io.syncline.trace.TraceQuery;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Where is my e-mail. */
@Path("/trace")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RolesAllowed(Viewer.VIEWER)
public class TraceResource {
    private final TraceQuery traces;
    private final ConnectorOverview connectors;
    private final Timelines timelines;

    @Inject
    TraceResource(TraceQuery traces, ConnectorOverview connectors, Timelines timelines) {
        this.traces = traces;
        this.connectors = connectors;
        this.timelines = timelines;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        private Templates() {}

        static native TemplateInstance trace(TracePage page);
    }

    @GET
    @Operation(hidden = true)
    public String trace(@RestQuery String q, @BeanParam PageParams params) {
        TracePage page = q == null || q.isBlank() ? TracePage.EMPTY : page(TraceWords.read(q), params.page());
        return Templates.trace(page).render();
    }

    private TracePage page(String q, PageRequest request) {
        Trace trace = traces.trace(q, request.limit(), request.after());
        boolean nothing = trace.items().isEmpty() && request.after().isEmpty();
        return new TracePage(
                q, trace, trace.items().stream().map(this::item).toList(), nothing ? connectors.readings() : List.of());
    }

    private Item item(TraceItem item) {
        return new Item(
                item,
                item.activity() == null
                        ? null
                        : timelines.entries(List.of(item.activity())).get(0));
    }
}
