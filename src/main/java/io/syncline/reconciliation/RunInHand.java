package io.syncline.reconciliation;

import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.runtime.Shutdown;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The one run that this replica works on: whatever it keeps, it keeps only as long as the run is its own. */
final class RunInHand implements CheckRun {
    private static final Logger LOG = Logger.getLogger(RunInHand.class);

    private final RunRow row;
    private final Hands hands;
    private final List<String> problems = new ArrayList<>();
    private long looked;

    private RunInHand(RunRow row, Hands hands) {
        this.row = row;
        this.hands = hands;
    }

    /** The run is over before its end: a person ended it, the process is about to end, or it is another replica's. */
    static final class EndedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EndedException() {
            super("the run ends here", null, false, false);
        }
    }

    /** What runs are worked on with; without a proxy, whose fields would be empty. */
    @Singleton
    static class Hands {
        private final Runs runs;
        private final FindingStore findings;
        private final Connectors connectors;
        private final ReconciliationConfig config;
        private final Audit audit;
        private final Shutdown shutdown;
        private final Steps steps;

        @Inject
        Hands(
                Runs runs,
                FindingStore findings,
                Connectors connectors,
                ReconciliationConfig config,
                Audit audit,
                Shutdown shutdown,
                Steps steps) {
            this.runs = runs;
            this.findings = findings;
            this.connectors = connectors;
            this.config = config;
            this.audit = audit;
            this.shutdown = shutdown;
            this.steps = steps;
        }

        RunInHand take(RunRow row) {
            return new RunInHand(row, this);
        }

        private String owner(String connector) {
            return connector == null
                    ? config.owner().orElse(null)
                    : connectors
                            .find(connector)
                            .map(found -> found.common().owner())
                            .orElse(null);
        }
    }

    @Override
    public UUID id() {
        return row.id;
    }

    @Override
    public ReconciliationOrder order() {
        return row.order();
    }

    @Override
    public boolean uploaded() {
        return row.uploaded;
    }

    @Override
    public List<ConnectorConfig> connectors() {
        return hands.connectors.all().stream()
                .filter(connector -> row.connector == null || row.connector.equals(connector.id()))
                .toList();
    }

    @Override
    public void step(String what) {
        if (hands.shutdown.begun() || !hands.runs.progressed(row, what, looked)) {
            throw new EndedException();
        }
    }

    @Override
    public void looked(long items) {
        looked += items;
    }

    @Override
    public void found(Drift drift) {
        hands.steps.inOne(() -> {
            own();
            hands.findings.keep(row, drift, hands.owner(drift.connector()), FindingState.OPEN);
        });
    }

    @Override
    public boolean repairs(Drift drift) {
        return row.repair && !hands.findings.accepted(row, drift);
    }

    @Override
    public void repaired(Drift drift) {
        LOG.infof("repaired: check=%s, kind=%s, connector=%s", row.checkName, drift.kind(), drift.connector());
        hands.steps.inOne(() -> {
            own();
            UUID id = hands.findings.keep(row, drift, hands.owner(drift.connector()), FindingState.REPAIRED);
            Map<String, Object> after = Map.of("kind", drift.kind(), "run", row.id.toString());
            hands.audit.record(AuditEntry.maintenance("finding", id, "repaired", null, after, row.checkName, null));
        });
    }

    @Override
    public void covered(Coverage part) {
        hands.steps.inOne(() -> {
            own();
            hands.findings.close(row, part);
        });
    }

    @Override
    public void incomplete(String problem) {
        LOG.warnf("check %s could not look at all: %s", row.checkName, problem);
        problems.add(problem);
    }

    /** What could not be looked at, or null. */
    String problem() {
        return problems.isEmpty() ? null : String.join("; ", problems);
    }

    private void own() {
        if (!hands.runs.hold(row)) {
            throw new EndedException();
        }
    }
}
