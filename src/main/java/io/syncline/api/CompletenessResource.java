package io.syncline.api;

import io.syncline.completeness.Completeness;
import io.syncline.completeness.CompletenessQuery;
import io.syncline.completeness.Window;
import io.syncline.crm.ValidationException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/v1/completeness")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "completeness", description = "Whether anything is missing")
public class CompletenessResource {
    private final CompletenessQuery completeness;

    @Inject
    CompletenessResource(CompletenessQuery completeness) {
        this.completeness = completeness;
    }

    @GET
    @Operation(
            summary = "The balance of the connectors' items",
            description =
                    "Each item that a source delivered or verifiably holds is in exactly one state; seen is their sum,"
                            + " in one snapshot. Missing is what was applied and is not in the CRM any more, and what the source"
                            + " held beyond the checkpoint, or in its gaps, when it was looked at last.")
    @APIResponse(responseCode = "200", description = "The balance of each connector, and of all")
    @APIResponse(responseCode = "400", description = "No such connector, or a time that is none")
    public Completeness balance(
            @RestQuery @Parameter(description = "All of them when absent") String connector,
            @RestQuery @Parameter(description = "Seen then or later: a time such as 2026-03-02T10:00:00Z") String from,
            @RestQuery @Parameter(description = "Seen before: a time such as 2026-03-03T10:00:00Z") String to) {
        Instant first = Words.time("from", from);
        Instant end = Words.time("to", to);
        if (first != null && end != null && !first.isBefore(end)) {
            throw new ValidationException("to", to, "a time after from, " + first);
        }
        Set<String> known = completeness.known();
        String one = Words.plain("connector", connector);
        if (one != null && !known.contains(one)) {
            throw new ValidationException("connector", connector, "one of " + String.join(", ", known));
        }
        return completeness.balance(one == null ? known : Set.of(one), new Window(first, end));
    }
}
