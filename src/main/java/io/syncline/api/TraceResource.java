package io.syncline.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.syncline.paging.PageRequest;
import io.syncline.trace.Trace;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/v1/trace")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "trace", description = "Where an item is: its whole way, or the reason why it is not on the timeline")
public class TraceResource {
    private final TraceQuery traces;
    private final ConnectorOverview connectors;

    @Inject
    TraceResource(TraceQuery traces, ConnectorOverview connectors) {
        this.traces = traces;
        this.connectors = connectors;
    }

    /**
     * The items, and when there are none, what could still bring them.
     *
     * @param connectors how far each has read; empty when something was found
     */
    public record TraceAnswer(@JsonUnwrapped Trace trace, List<ConnectorReading> connectors) {}

    @GET
    @Operation(
            summary = "Where is my e-mail",
            description =
                    "All items that the text names, the latest first: where and when each was seen, what became of"
                            + " it, its links with their receipts, or why it is not on the timeline and what to do.")
    @APIResponse(
            responseCode = "200",
            description = "Without items too: then the connectors say how far they have read")
    @APIResponse(responseCode = "400", description = "q is missing or too long")
    public TraceAnswer trace(
            @RestQuery @Parameter(required = true, description = "In any spelling: " + TraceWords.EXPECTED) String q,
            @BeanParam PageParams params) {
        String text = TraceWords.read(q);
        PageRequest page = params.page();
        Trace trace = traces.trace(text, page.limit(), page.after());
        boolean nothing = trace.items().isEmpty() && page.after().isEmpty();
        return new TraceAnswer(trace, nothing ? connectors.readings() : List.of());
    }
}
