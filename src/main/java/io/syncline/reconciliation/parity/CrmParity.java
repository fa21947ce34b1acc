package io.syncline.reconciliation.parity;

import io.syncline.connector.ConnectorConfig;
import io.syncline.intake.ActivityRecovery;
import io.syncline.reconciliation.CheckRun;
import io.syncline.reconciliation.Drift;
import io.syncline.reconciliation.parity.CrmQueries.Duplicate;
import io.syncline.reconciliation.parity.CrmQueries.Vanished;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Ledger against CRM: what is applied must be there, once. */
@ApplicationScoped
class CrmParity {
    private final CrmQueries queries;
    private final ActivityRecovery recovery;

    @Inject
    CrmParity(CrmQueries queries, ActivityRecovery recovery) {
        this.queries = queries;
        this.recovery = recovery;
    }

    void compare(CheckRun run, ConnectorConfig connector, Span span) {
        // Else it is the source's list or the one that was sent whose items are counted.
        if (!connector.pulls() && !run.uploaded()) {
            run.looked(queries.applied(connector.id(), span));
        }
        vanished(run, connector.id(), span);
        duplicates(run, connector.id(), span);
    }

    private void vanished(CheckRun run, String connector, Span span) {
        UUID after = new UUID(0, 0);
        List<Vanished> page;
        do {
            run.step(connector + ": what is applied and not in the CRM");
            page = queries.vanished(connector, span, after);
            for (Vanished vanished : page) {
                after = vanished.activity();
                vanished(run, connector, vanished);
            }
        } while (!page.isEmpty());
        run.covered(span.of(Kinds.MISSING_IN_CRM, connector));
    }

    private void vanished(CheckRun run, String connector, Vanished gone) {
        Drift drift = new Drift(
                Kinds.MISSING_IN_CRM,
                connector,
                gone.activity().toString(),
                gone.at(),
                "the " + gone.kind() + " of event " + gone.eventKey()
                        + " was applied, and its " + (gone.kind().equals("lead") ? "activity or lead" : "activity")
                        + " is not in the CRM any more",
                Map.of(
                        "eventKey",
                        gone.eventKey(),
                        "activityId",
                        gone.activity().toString(),
                        "events",
                        gone.events()));
        if (!run.repairs(drift)) {
            run.found(drift);
            return;
        }
        String problem = derived(gone);
        if (problem == null) {
            run.repaired(drift);
        } else {
            String summary = drift.summary() + "; " + problem;
            run.found(new Drift(drift.kind(), connector, drift.subject(), drift.at(), summary, drift.details()));
        }
    }

    /** Why it is not there again; null when it is. One that cannot be derived keeps none of the others waiting. */
    private String derived(Vanished gone) {
        try {
            return recovery.recover(gone.event())
                    ? null
                    : "its raw item is not kept any more, so that it cannot be derived again";
        } catch (RuntimeException e) {
            return "it cannot be derived again: " + e.getMessage();
        }
    }

    private void duplicates(CheckRun run, String connector, Span span) {
        run.step(connector + ": what is in the CRM more than once");
        List<Duplicate> duplicates = queries.duplicates(connector, span);
        for (Duplicate duplicate : duplicates) {
            run.found(new Drift(
                    Kinds.DUPLICATE,
                    connector,
                    duplicate.item(),
                    duplicate.at(),
                    duplicate.activities().size() + " activities are of the one " + duplicate.kind() + " "
                            + duplicate.item(),
                    Map.of("activities", duplicate.activities())));
        }
        if (duplicates.size() < CrmQueries.MOST) {
            run.covered(span.of(Kinds.DUPLICATE, connector));
        }
    }
}
