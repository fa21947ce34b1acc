package io.syncline.backfill;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.connector.SourceHistory;
import io.syncline.connector.SourceHistory.Days;
import io.syncline.connector.SourceHistory.Reading;
import io.syncline.event.PermanentSyncException;
import io.syncline.runtime.Shutdown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;

/** Opens what a backfill reads from. */
@ApplicationScoped
class Readings {
    private final Connectors connectors;
    private final Map<String, SourceHistory> byType;
    private final UploadedItems items;
    private final Shutdown shutdown;
    private final Clock clock;

    @Inject
    Readings(
            Connectors connectors,
            @Any Instance<SourceHistory> histories,
            UploadedItems items,
            Shutdown shutdown,
            Clock clock) {
        this.connectors = connectors;
        this.byType = histories.stream().collect(toUnmodifiableMap(SourceHistory::connectorType, Function.identity()));
        this.items = items;
        this.shutdown = shutdown;
        this.clock = clock;
    }

    /**
     * @throws PermanentSyncException if the connector is not configured any more, or its source refuses to be read
     */
    Reading open(BackfillRow job) {
        ConnectorConfig config = connectors
                .find(job.connector)
                .orElseThrow(() -> new PermanentSyncException(
                        "connector " + job.connector + " is not configured; expected one under syncline.connectors"));
        if (job.uploaded) {
            return new UploadReading(job, items, clock, shutdown::begun);
        }
        // A dry run keeps in mind what it met: it begins at the beginning.
        String position = job.dryRun ? null : job.position;
        return byType.get(config.type()).read(config, new Days(job.fromDay, job.toDay), position, shutdown::begun);
    }
}
