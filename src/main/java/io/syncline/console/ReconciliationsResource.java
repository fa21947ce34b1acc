package io.syncline.console;

import static io.syncline.api.Refusals.orConflict;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.syncline.api.PageParams;
import io.syncline.api.Words;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.console.ReconciliationsPage.Run;
import io.syncline.crm.MissingException;
import io.syncline.crm.ValidationException;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import io.syncline.reconciliation.Finding;
import io.syncline.reconciliation.FindingFilter;
import io.syncline.reconciliation.FindingState;
import io.syncline.reconciliation.Findings;
import io.syncline.reconciliation.ReconciliationOrder;
import io.syncline.reconciliation.Reconciliations;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Where source, ledger and CRM have drifted apart. */
@Path("/reconciliations")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RolesAllowed(Viewer.VIEWER)
public class ReconciliationsResource {
    private static final PageRequest RECENT_RUNS = new PageRequest(null, 10, Optional.empty());

    private final Reconciliations reconciliations;
    private final Findings findings;
    private final Connectors connectors;
    private final Viewer viewer;
    private final Notice notice;

    @Inject
    ReconciliationsResource(
            Reconciliations reconciliations, Findings findings, Connectors connectors, Viewer viewer, Notice notice) {
        this.reconciliations = reconciliations;
        this.findings = findings;
        this.connectors = connectors;
        this.viewer = viewer;
        this.notice = notice;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        private Templates() {}

        static native TemplateInstance reconciliations(ReconciliationsPage page);
    }

    /**
     * @param state of the findings; open where nothing is said of anything
     */
    @GET
    @Operation(hidden = true)
    public String reconciliations(
            @RestQuery String state, @RestQuery String check, @RestQuery UUID run, @BeanParam PageParams params) {
        FindingState wanted =
                state == null && run == null ? FindingState.OPEN : Words.of(FindingState.class, "state", state);
        var filter = new FindingFilter(wanted, Words.plain("check", check), null, null, run);
        Page<Finding> page = findings.list(filter, params.page());
        return Templates.reconciliations(new ReconciliationsPage(
                        filter,
                        page.items(),
                        page.next(),
                        reconciliations.list(RECENT_RUNS).items().stream()
                                .map(Run::new)
                                .toList(),
                        reconciliations.checks(),
                        connectors.all().stream().map(ConnectorConfig::id).toList()))
                .render();
    }

    /**
     * @param connector empty for all
     */
    @POST
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response start(@RestForm String check, @RestForm String connector, @RestForm boolean repair) {
        if (check == null || !reconciliations.checks().contains(check)) {
            throw new ValidationException("check", check, "one of " + String.join(", ", reconciliations.checks()));
        }
        String of = Words.plain("connector", connector);
        if (of != null && connectors.find(of).isEmpty()) {
            throw new ValidationException("connector", of, "the id of a connector");
        }
        var order = new ReconciliationOrder(check, of, null, null, repair);
        orConflict(() -> reconciliations.start(order, viewer.name()));
        return notice.after("/reconciliations", "The check has started.");
    }

    @POST
    @Path("{id}/stop")
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response stop(@RestPath UUID id) {
        found("reconciliation", id, orConflict(() -> reconciliations.stop(id, viewer.name())));
        return notice.after("/reconciliations", "Stopped. What it found and mended stays.");
    }

    @POST
    @Path("findings/{id}/accept")
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response accept(@RestPath UUID id, @RestForm String reason) {
        if (reason == null || reason.isBlank()) {
            throw new ValidationException("reason", reason, "a text");
        }
        found("finding", id, orConflict(() -> findings.accept(id, reason.strip(), viewer.name())));
        return notice.after("/reconciliations", "Accepted: it may be so.");
    }

    @POST
    @Path("findings/{id}/reopen")
    @RolesAllowed(Viewer.OPERATOR)
    @Operation(hidden = true)
    public Response reopen(@RestPath UUID id) {
        found("finding", id, orConflict(() -> findings.reopen(id, viewer.name())));
        return notice.after("/reconciliations", "It is open again.");
    }

    private static <T> void found(String entity, UUID id, Optional<T> changed) {
        if (changed.isEmpty()) {
            throw new MissingException(entity, id);
        }
    }
}
