package io.syncline.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.syncline.api.PageParams;
import io.syncline.api.Words;
import io.syncline.event.Kind;
import io.syncline.timeline.TimelineFilter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Accounts, contacts and deals with their timelines. */
@Path(RecordKind.PATH)
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RolesAllowed(Viewer.VIEWER)
public class RecordsResource {
    private final Records records;
    private final Timelines timelines;

    @Inject
    RecordsResource(Records records, Timelines timelines) {
        this.records = records;
        this.timelines = timelines;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        private Templates() {}

        static native TemplateInstance records(RecordList page);

        static native TemplateInstance timeline(TimelinePage page);
    }

    @GET
    @Operation(hidden = true)
    public String list(@RestPath String kind, @RestQuery String q, @BeanParam PageParams params) {
        return Templates.records(records.list(RecordKind.ofWords(kind), params.page(q)))
                .render();
    }

    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public String timeline(
            @RestPath("kind") String kindOfRecord,
            @RestPath UUID id,
            @RestQuery String kind,
            @RestQuery String connector,
            @RestQuery String q,
            @BeanParam PageParams params) {
        var filter = new TimelineFilter(Words.of(Kind.class, "kind", kind), Words.plain("connector", connector));
        return Templates.timeline(timelines.page(RecordKind.ofWords(kindOfRecord), id, filter, params.page(q)))
                .render();
    }
}
