package io.syncline.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.intake.Database;
import io.syncline.ledger.BulkLedger;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** However long the ledger is, the balance of a window reads that window. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SightingStatesIT {
    @Inject
    BulkLedger bulk;

    @Inject
    Database database;

    @BeforeAll
    void fill() {
        bulk.fill(20_000);
    }

    @AfterAll
    void clear() {
        bulk.clear();
    }

    @Test
    void balance_isOneIndexScanOverTheSightingsOfTheWindow() {
        String plan = database.plan(
                SightingStates.COUNTS,
                Map.of(
                        "connectors",
                        new String[] {"bulk", "calls"},
                        "from",
                        Instant.parse("2090-01-03T00:00:00Z"),
                        "to",
                        Instant.parse("2090-01-03T02:00:00Z")));

        assertThat(plan)
                .contains("sighting_connector_received_ix")
                .doesNotContain("Seq Scan on sighting", "Seq Scan on sync_event", "Seq Scan on activity");
    }

    @Test
    void whatIsMissingLately_isReadByIndexes() {
        String plan = database.plan(SightingStates.RECENT, Map.of("since", Instant.parse("2090-01-14T21:00:00Z")));

        assertThat(plan)
                .contains("sync_event_received_ix")
                .doesNotContain("Seq Scan on sighting", "Seq Scan on sync_event", "Seq Scan on activity");
    }
}
