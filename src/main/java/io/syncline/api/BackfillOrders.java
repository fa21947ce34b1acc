package io.syncline.api;

import io.syncline.backfill.BackfillOrder;
import io.syncline.backfill.Export;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.crm.Fields;
import io.syncline.crm.ValidationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;

/** Reads what somebody wants read from a source again. */
@ApplicationScoped
public class BackfillOrders {
    private final Connectors connectors;

    @Inject
    BackfillOrders(Connectors connectors) {
        this.connectors = connectors;
    }

    /**
     * @throws ValidationException if a field is wrong, or the connector's source is not read
     */
    public BackfillOrder read(Fields fields) {
        String connector = fields.requiredText("connector", null);
        LocalDate from = Days.read(fields, "from");
        LocalDate to = Days.read(fields, "to");
        boolean dryRun = fields.flag("dryRun", false);
        if (from != null && to != null && !from.isBefore(to)) {
            fields.refuse("to", "a day after from, " + from);
        }
        fields.check();
        ConnectorConfig config = connectors
                .find(connector)
                .orElseThrow(() -> new ValidationException("connector", connector, "the id of a connector"));
        if (!config.pulls()) {
            throw new ValidationException(
                    "connector",
                    connector,
                    "one whose source is read; for one that calls by itself, send an export of its provider as "
                            + Export.CSV + " or " + Export.JSON_LINES);
        }
        return new BackfillOrder(connector, from, to, dryRun);
    }
}
