package io.syncline.reconciliation.mapping;

import io.syncline.connector.ConnectorConfig;
import io.syncline.reconciliation.Check;
import io.syncline.reconciliation.CheckRun;
import io.syncline.reconciliation.Coverage;
import io.syncline.reconciliation.Drift;
import io.syncline.reconciliation.ReconciliationConfig;
import io.syncline.reconciliation.ReconciliationOrder;
import io.syncline.shape.DriftKind;
import io.syncline.shape.MappingDrift;
import io.syncline.shape.MappingReview;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/** What sources really sent against what their mappings read: fields and types, never a value. */
@ApplicationScoped
class Mapping implements Check {
    private final MappingReview review;
    private final ReconciliationConfig.Mapping config;
    private final Clock clock;

    @Inject
    Mapping(MappingReview review, ReconciliationConfig config, Clock clock) {
        this.review = review;
        this.config = config.mapping();
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mapping";
    }

    @Override
    public String cron() {
        return config.cron();
    }

    @Override
    public void run(CheckRun run) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        ReconciliationOrder order = run.order();
        LocalDate to = order.to() == null ? today.plusDays(1) : order.to();
        LocalDate from = order.from() == null ? to.minusDays(config.days()) : order.from();
        for (ConnectorConfig connector : run.connectors()) {
            run.step("connector " + connector.id());
            MappingReview.Result result = review.review(connector, from, to);
            run.looked(result.items());
            result.drifts().forEach(drift -> run.found(drift(connector, drift)));
            if (to.isAfter(today)) {
                covered(run, connector, result.items() > 0);
            }
        }
    }

    /** Without items nothing is known but what failed. */
    private static void covered(CheckRun run, ConnectorConfig connector, boolean items) {
        Arrays.stream(DriftKind.values())
                .filter(kind -> items || kind == DriftKind.NEWLY_FAILING)
                .forEach(kind -> run.covered(new Coverage(kind.word(), connector.id(), null, null)));
    }

    private static Drift drift(ConnectorConfig connector, MappingDrift drift) {
        return new Drift(
                drift.kind().word(), connector.id(), drift.subject(), drift.since(), drift.summary(), drift.details());
    }
}
