package io.syncline.api;

import static io.syncline.api.Refusals.orConflict;

import io.syncline.backfill.Backfill;
import io.syncline.backfill.BackfillOrder;
import io.syncline.backfill.BackfillState;
import io.syncline.backfill.Backfills;
import io.syncline.backfill.Export;
import io.syncline.backfill.ExportItem;
import io.syncline.crm.MissingException;
import io.syncline.paging.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/v1/backfills")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "backfills", description = "History, read from a source again or taken from an export of one")
public class BackfillsResource {
    private final Backfills backfills;
    private final BackfillOrders orders;
    private final Exports exports;
    private final Bodies bodies;
    private final Caller caller;

    @Inject
    BackfillsResource(Backfills backfills, BackfillOrders orders, Exports exports, Bodies bodies, Caller caller) {
        this.backfills = backfills;
        this.orders = orders;
        this.exports = exports;
        this.bodies = bodies;
        this.caller = caller;
    }

    /**
     * What to read.
     *
     * @param from the first day; from the beginning when absent
     * @param to the day after the last; to the end when absent
     * @param dryRun whether only to say what would become of the items; false when absent
     */
    public record Command(String connector, LocalDate from, LocalDate to, Boolean dryRun) {}

    @GET
    @Operation(summary = "Backfills, the newest first")
    public Page<Backfill> list(@BeanParam PageParams params) {
        return backfills.list(params.page());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A backfill and how far it is")
    public Backfill get(@RestPath UUID id) {
        return found(id, backfills.find(id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Reads some days of a mailbox or of calendars again",
            description =
                    "Through the same path and under the same keys as live traffic; no checkpoint moves. A dry run does all of it in"
                            + " transactions that are rolled back, and counts.")
    @APIResponse(responseCode = "200", description = "Started; ask for it by its id")
    @APIResponse(
            responseCode = "400",
            description = "No such connector, one that calls by itself, or a day that is none")
    @APIResponse(responseCode = "409", description = "One of the connector is not over")
    public Backfill start(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Command.class)))
                    byte[] body) {
        BackfillOrder order = orders.read(bodies.read(body, Command.class));
        return orConflict(() -> backfills.start(order, caller.name()));
    }

    @POST
    @Consumes({Export.CSV, Export.JSON_LINES})
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Takes the calls or leads of a provider's export",
            description =
                    "Fields have the names that the provider's webhook gives them: a JSON object a line, or CSV whose first line names"
                            + " the columns. What came by webhook before is a duplicate where the provider gives stable ids.")
    @APIResponse(responseCode = "200", description = "Started; ask for it by its id")
    @APIResponse(responseCode = "400", description = "No such connector, or a line that is none of the format")
    @APIResponse(responseCode = "409", description = "One of the connector is not over")
    public Backfill upload(
            @RestQuery @Parameter(required = true) String connector,
            @RestQuery String dryRun,
            @HeaderParam("Content-Type") MediaType type,
            byte[] body) {
        boolean dry = Words.flag("dryRun", dryRun);
        List<ExportItem> export = exports.read(connector, type, body);
        var order = new BackfillOrder(connector, null, null, dry);
        return orConflict(() -> backfills.start(order, export, caller.name()));
    }

    @POST
    @Path("{id}/pause")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Holds a backfill after the slice in hand")
    @APIResponse(responseCode = "200", description = "The backfill as it is now")
    @APIResponse(responseCode = "409", description = "It is over")
    public Backfill pause(@RestPath UUID id) {
        return become(id, BackfillState.PAUSED);
    }

    @POST
    @Path("{id}/resume")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Goes on where a backfill stood, at once")
    @APIResponse(responseCode = "200", description = "The backfill as it is now")
    @APIResponse(responseCode = "409", description = "It is over")
    public Backfill resume(@RestPath UUID id) {
        return become(id, BackfillState.RUNNING);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Ends a backfill after the slice in hand", description = "What it kept stays.")
    @APIResponse(responseCode = "200", description = "The backfill as it is now")
    @APIResponse(responseCode = "409", description = "It is over")
    public Backfill stop(@RestPath UUID id) {
        return become(id, BackfillState.STOPPED);
    }

    private Backfill become(UUID id, BackfillState state) {
        return found(id, orConflict(() -> backfills.become(id, state, caller.name())));
    }

    private static Backfill found(UUID id, Optional<Backfill> backfill) {
        return backfill.orElseThrow(() -> new MissingException("backfill", id));
    }
}
