package io.syncline.api;

import io.syncline.crm.ConflictException;
import io.syncline.crm.Fields;
import io.syncline.crm.MissingException;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import io.syncline.event.Status;
import io.syncline.intake.Replay;
import io.syncline.ledger.DeadLetters;
import io.syncline.ledger.EventDetail;
import io.syncline.ledger.EventFilter;
import io.syncline.ledger.EventView;
import io.syncline.ledger.LedgerQuery;
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
import java.util.EnumSet;
import java.util.Set;
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

@Path("/api/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "events", description = "The ledger: every source item and what became of it")
public class EventsResource {
    private static final String ENTITY = "event";
    /** A duplicate is a delivery's outcome, never an event's. */
    private static final Set<Outcome> OUTCOMES = EnumSet.complementOf(EnumSet.of(Outcome.DUPLICATE));

    private final LedgerQuery ledger;
    private final Replay replay;
    private final DeadLetters deadLetters;
    private final Bodies bodies;
    private final Caller caller;

    @Inject
    EventsResource(LedgerQuery ledger, Replay replay, DeadLetters deadLetters, Bodies bodies, Caller caller) {
        this.ledger = ledger;
        this.replay = replay;
        this.deadLetters = deadLetters;
        this.bodies = bodies;
        this.caller = caller;
    }

    /** Why a person discards an event. */
    public record Discard(String reason) {}

    @GET
    @Operation(summary = "Events, newest first, without their payloads")
    public Page<EventView> list(
            @RestQuery @Parameter(description = "applied, retrying, dead or discarded") String status,
            @RestQuery @Parameter(description = "created, updated, stale, excluded, retrying, dead or discarded")
                    String outcome,
            @RestQuery String connector,
            @RestQuery @Parameter(description = "true for those that came with another content too; false for all")
                    String conflict,
            @RestQuery @Parameter(description = "Of the last failure, as dead-letters names it") String cause,
            @RestQuery @Parameter(description = "Beginning of an event key or of the source's own id") String q,
            @BeanParam PageParams params) {
        var filter = new EventFilter(
                Words.of(Status.class, "status", status),
                Words.of(OUTCOMES, "outcome", outcome),
                Words.plain("connector", connector),
                Words.flag("conflict", conflict),
                Words.plain("cause", cause));
        return ledger.list(filter, params.page(q));
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "An event with its attempts and sightings",
            description = "For an operator with its payload, and with that of each sighting whose content differs.")
    public EventAnswer get(@RestPath UUID id) {
        return EventAnswer.of(find(id), caller.is(Roles.OPERATOR));
    }

    @POST
    @Path("{id}/replay")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Processes an event again, under the same key",
            description = "One that was applied stays as it is.")
    @APIResponse(responseCode = "200", description = "What became of it")
    @APIResponse(responseCode = "409", description = "Its payload was not kept, or taken out: when and by what")
    public IntakeResult replay(@RestPath UUID id) {
        EventDetail event = find(id);
        return replay.replay(id, caller.name()).orElseThrow(() -> new ConflictException(event.irreplaceable()));
    }

    @POST
    @Path("{id}/discard")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Decides that an event shall not be applied", description = "It stays in the ledger.")
    @APIResponse(responseCode = "200", description = "Discarded")
    @APIResponse(responseCode = "409", description = "It is neither retrying nor dead")
    public EventView discard(
            @RestPath UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Discard.class)))
                    byte[] body) {
        find(id);
        Fields fields = bodies.read(body, Discard.class);
        String reason = fields.requiredText("reason", null);
        fields.check();
        try {
            deadLetters.discard(id, reason, caller.name());
        } catch (IllegalStateException e) {
            throw new ConflictException(e.getMessage());
        }
        return find(id).event();
    }

    private EventDetail find(UUID id) {
        return ledger.find(id).orElseThrow(() -> new MissingException(ENTITY, id));
    }
}
