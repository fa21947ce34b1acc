package io.syncline.reconciliation.consistency;

import io.syncline.reconciliation.Check;
import io.syncline.reconciliation.CheckRun;
import io.syncline.reconciliation.Coverage;
import io.syncline.reconciliation.Drift;
import io.syncline.reconciliation.ReconciliationConfig;
import io.syncline.reconciliation.ReconciliationOrder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The CRM against itself, its rules and the ledger: one query a kind, and the rules of association where links look wrong. */
@ApplicationScoped
class Consistency implements Check {
    private final InconsistencyQueries queries;
    private final LinkConsistency links;
    private final UserCounts users;
    private final ReconciliationConfig.Consistency config;

    @Inject
    Consistency(InconsistencyQueries queries, LinkConsistency links, UserCounts users, ReconciliationConfig config) {
        this.queries = queries;
        this.links = links;
        this.users = users;
        this.config = config.consistency();
    }

    @Override
    public String name() {
        return "consistency";
    }

    @Override
    public String cron() {
        return config.cron();
    }

    @Override
    public ReconciliationOrder scheduled() {
        return new ReconciliationOrder(name(), null, null, null, config.repair());
    }

    @Override
    public void run(CheckRun run) {
        run.looked(queries.records(run.order().connector()));
        // What is mended first is not found again in another way.
        links.run(run);
        for (Inconsistency kind : Inconsistency.values()) {
            run.step(kind.word());
            List<Drift> found = queries.of(kind, run.order().connector());
            found.forEach(run::found);
            if (found.size() < InconsistencyQueries.MOST) {
                run.covered(new Coverage(kind.word(), run.order().connector(), null, null));
            } else {
                run.incomplete("of " + kind.word() + " only the first " + InconsistencyQueries.MOST + " are kept");
            }
        }
        users.run(run);
    }
}
