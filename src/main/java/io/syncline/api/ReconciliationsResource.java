package io.syncline.api;

import static io.syncline.api.Refusals.orConflict;

import io.syncline.backfill.Export;
import io.syncline.backfill.ExportItem;
import io.syncline.connector.Connectors;
import io.syncline.crm.Fields;
import io.syncline.crm.MissingException;
import io.syncline.paging.Page;
import io.syncline.reconciliation.Reconciliation;
import io.syncline.reconciliation.ReconciliationOrder;
import io.syncline.reconciliation.Reconciliations;
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

@Path("/api/v1/reconciliations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "reconciliations", description = "Where source, ledger and CRM have drifted apart")
public class ReconciliationsResource {
    private final Reconciliations reconciliations;
    private final Connectors connectors;
    private final Exports exports;
    private final Bodies bodies;
    private final Caller caller;

    @Inject
    ReconciliationsResource(
            Reconciliations reconciliations, Connectors connectors, Exports exports, Bodies bodies, Caller caller) {
        this.reconciliations = reconciliations;
        this.connectors = connectors;
        this.exports = exports;
        this.bodies = bodies;
        this.caller = caller;
    }

    /**
     * What to look at.
     *
     * @param check parity, consistency or mapping
     * @param connector the only one to look at; all when absent
     * @param from the first day; from the beginning when absent
     * @param to the day after the last; to the end when absent
     * @param repair whether to mend what can be mended; false when absent
     */
    public record Command(String check, String connector, LocalDate from, LocalDate to, Boolean repair) {}

    @GET
    @Operation(summary = "Runs of checks, the newest first")
    public Page<Reconciliation> list(@BeanParam PageParams params) {
        return reconciliations.list(params.page());
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "A run, how far it is and what it found",
            description = "Its findings are at findings?run=<id>.")
    public Reconciliation get(@RestPath UUID id) {
        return found(id, reconciliations.find(id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Starts a check",
            description =
                    "With repair, what is missing is fetched and applied through the normal path; nothing is deleted.")
    @APIResponse(responseCode = "200", description = "Started; ask for it by its id")
    @APIResponse(responseCode = "400", description = "No such check or connector, or a day that is none")
    @APIResponse(responseCode = "409", description = "One of the same things is not over")
    public Reconciliation start(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Command.class)))
                    byte[] body) {
        Fields fields = bodies.read(body, Command.class);
        String check = fields.requiredText("check", null);
        if (check != null && !reconciliations.checks().contains(check)) {
            fields.refuse("check", "one of " + String.join(", ", reconciliations.checks()));
        }
        String connector = fields.text("connector", null);
        if (connector != null && connectors.find(connector).isEmpty()) {
            fields.refuse("connector", "the id of a connector");
        }
        LocalDate from = Days.read(fields, "from");
        LocalDate to = Days.read(fields, "to");
        boolean repair = fields.flag("repair", false);
        if (from != null && to != null && !from.isBefore(to)) {
            fields.refuse("to", "a day after from, " + from);
        }
        fields.check();
        var order = new ReconciliationOrder(check, connector, from, to, repair);
        return orConflict(() -> reconciliations.start(order, caller.name()));
    }

    @POST
    @Consumes({Export.CSV, Export.JSON_LINES})
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Compares a provider's list of calls or leads",
            description = "In the form of an export, as for a backfill; its time goes from the first item to the last.")
    @APIResponse(responseCode = "200", description = "Started; ask for it by its id")
    @APIResponse(responseCode = "400", description = "No such connector, or a line that is none of the format")
    @APIResponse(responseCode = "409", description = "One of the same things is not over")
    public Reconciliation compare(
            @RestQuery @Parameter(required = true) String connector,
            @RestQuery String repair,
            @HeaderParam("Content-Type") MediaType type,
            byte[] body) {
        boolean mends = Words.flag("repair", repair);
        List<ExportItem> list = exports.read(connector, type, body);
        var order = new ReconciliationOrder("parity", connector, null, null, mends);
        return orConflict(() -> reconciliations.start(order, list, caller.name()));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Ends a run", description = "What it found and mended stays.")
    @APIResponse(responseCode = "200", description = "The run as it is now")
    @APIResponse(responseCode = "409", description = "It is over")
    public Reconciliation stop(@RestPath UUID id) {
        return found(id, orConflict(() -> reconciliations.stop(id, caller.name())));
    }

    private static Reconciliation found(UUID id, Optional<Reconciliation> run) {
        return run.orElseThrow(() -> new MissingException("reconciliation", id));
    }
}
