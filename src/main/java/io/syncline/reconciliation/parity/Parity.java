package io.syncline.reconciliation.parity;

import io.syncline.connector.ConnectorConfig;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import io.syncline.reconciliation.Check;
import io.syncline.reconciliation.CheckRun;
import io.syncline.reconciliation.ReconciliationConfig;
import io.syncline.reconciliation.ReconciliationOrder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Source against ledger against CRM, connector by connector: ledger against CRM for all; the source's own list for those whose
 * source is read, and a list that was sent for the others. One that cannot be asked now keeps none of the others waiting.
 */
@ApplicationScoped
class Parity implements Check {
    private final CrmParity crm;
    private final SourceParity sources;
    private final SentParity sent;
    private final ReconciliationConfig.Parity config;
    private final Clock clock;

    @Inject
    Parity(CrmParity crm, SourceParity sources, SentParity sent, ReconciliationConfig config, Clock clock) {
        this.crm = crm;
        this.sources = sources;
        this.sent = sent;
        this.config = config.parity();
        this.clock = clock;
    }

    @Override
    public String name() {
        return "parity";
    }

    @Override
    public String cron() {
        return config.cron();
    }

    @Override
    public ReconciliationOrder scheduled() {
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        return new ReconciliationOrder(name(), null, today.minusDays(config.days()), null, config.repair());
    }

    @Override
    public void run(CheckRun run) {
        for (ConnectorConfig connector : run.connectors()) {
            if (connector.enabled() || run.order().connector() != null) {
                compare(run, connector);
            }
        }
    }

    private void compare(CheckRun run, ConnectorConfig connector) {
        try {
            if (run.uploaded()) {
                sent.compare(run, connector);
                return;
            }
            crm.compare(run, connector, Span.of(run.order()));
            if (connector.pulls()) {
                sources.compare(run, connector);
            }
        } catch (TransientSyncException | PermanentSyncException e) {
            run.incomplete(connector.id() + ": " + e.getMessage());
        }
    }
}
