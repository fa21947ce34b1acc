package io.syncline.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.syncline.api.EventAnswer;
import io.syncline.crm.ConflictException;
import io.syncline.crm.MissingException;
import io.syncline.crm.ValidationException;
import io.syncline.event.IntakeResult;
import io.syncline.intake.Replay;
import io.syncline.ledger.DeadLetters;
import io.syncline.ledger.EventDetail;
import io.syncline.ledger.LedgerQuery;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
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

/** One event of the ledger. */
@Path("/events/{id}")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RolesAllowed(Viewer.VIEWER)
public class EventResource {
    private final LedgerQuery ledger;
    private final Replay replay;
    private final DeadLetters deadLetters;
    private final Viewer viewer;
    private final Notice notice;

    @Inject
    EventResource(LedgerQuery ledger, Replay replay, DeadLetters deadLetters, Viewer viewer, Notice notice) {
        this.ledger = ledger;
        this.replay = replay;
        this.deadLetters = deadLetters;
        this.viewer = viewer;
        this.notice = notice;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        private Templates() {}

        static native TemplateInstance event(EventPage page);
    }

    @GET
    @Operation(hidden = true)
    public String event(@RestPath UUID id) {
        return Templates.event(new EventPage(EventAnswer.of(find(id), viewer.operator()), viewer.operator()))
                .render();
    }

    @POST
    @Path("replay")
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response replay(@RestPath UUID id) {
        EventDetail event = find(id);
        IntakeResult result =
                replay.replay(id, viewer.name()).orElseThrow(() -> new ConflictException(event.irreplaceable()));
        String reason = result.reason() == null ? "" : ": " + result.reason();
        return notice.after(
                "/events/" + id, "Replayed. It is " + result.outcome().word() + reason + ".");
    }

    @POST
    @Path("discard")
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response discard(@RestPath UUID id, @RestForm String reason) {
        find(id);
        if (reason == null || reason.isBlank()) {
            throw new ValidationException("reason", reason, "a text");
        }
        try {
            deadLetters.discard(id, reason.strip(), viewer.name());
        } catch (IllegalStateException e) {
            throw new ConflictException(e.getMessage());
        }
        return notice.after("/events/" + id, "Discarded. It stays in the ledger.");
    }

    private EventDetail find(UUID id) {
        return ledger.find(id).orElseThrow(() -> new MissingException("event", id));
    }
}
