package io.syncline.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.event.Outcome;
import io.syncline.event.Status;
import io.syncline.intake.Database;
import io.syncline.paging.Cursor;
import io.syncline.paging.PageRequest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** However long the ledger is, who works through what failed reads that, and not all of it. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerPlansIT {
    private static final EventFilter ALL = new EventFilter(null, null, null, false, null);

    @Inject
    BulkLedger bulk;

    @Inject
    Database database;

    @Inject
    LedgerQuery ledger;

    @BeforeAll
    void fill() {
        bulk.fill(20_000);
    }

    @AfterAll
    void clear() {
        bulk.clear();
    }

    @Test
    void deadLetters_areReadByTheirIndex() {
        assertThat(database.plan(LedgerCounts.CLUSTERS, Map.of()))
                .contains("sync_event_dead_ix")
                .doesNotContain("Seq Scan");
    }

    @Test
    void deadEvents_areSearchedByTheirIndex() {
        for (String q : new String[] {null, "mail:v1:bulk-1", "bulk-1100", "nothing", "m"}) {
            assertThat(plan(new EventFilter(Status.DEAD, null, null, false, null), q))
                    .as("q=%s", q)
                    .containsAnyOf("sync_event_dead_ix", "sync_event_event_key_beginning_ix")
                    .doesNotContain("Seq Scan", "sync_event_received_ix");
        }
        assertThat(plan(new EventFilter(null, Outcome.DEAD, BulkLedger.CONNECTOR, false, null), null))
                .contains("sync_event_dead_ix");
    }

    @Test
    void discardedAndConflictingEvents_areReadByTheirIndexes() {
        assertThat(plan(new EventFilter(Status.DISCARDED, null, null, false, null), null))
                .contains("sync_event_discarded_ix");
        assertThat(plan(new EventFilter(null, null, null, true, null), null)).contains("sync_event_conflict_ix");
    }

    @Test
    void beginningOfAKeyOrAnId_isFoundByIndex() {
        assertThat(plan(ALL, "bulk-1234"))
                .contains("sync_event_event_key_beginning_ix", "sync_event_external_ix")
                .doesNotContain("Seq Scan");
    }

    @Test
    void searchTakesSignsAsTheyAre() {
        assertThat(ledger.list(ALL, new PageRequest("bulk_1", 10, Optional.empty()))
                        .items())
                .isEmpty();
        assertThat(ledger.list(ALL, new PageRequest("%1", 10, Optional.empty())).items())
                .isEmpty();
        assertThat(ledger.list(ALL, new PageRequest("bulk-1999", 20, Optional.empty()))
                        .items())
                .hasSize(11);
    }

    @Test
    void dueEvents_areFoundByTheIndexOfWaitingOnes() {
        Map<String, Object> parameters = Map.of(
                "connectors",
                new String[] {"calls"},
                "limits",
                new Integer[] {5},
                "limit",
                20,
                "lease",
                120.0,
                "me",
                UUID.randomUUID(),
                "type",
                "Interrupted",
                "error",
                "why");

        assertThat(database.plan(RetryClaims.CLAIM, parameters))
                .contains("sync_event_retry_ix")
                .doesNotContain("Seq Scan on sync_event", "sync_event_connector_ix", "sync_event_received_ix");
    }

    @Test
    void wayOfAnItem_isReadByIndexes() {
        UUID[] ids = {UUID.randomUUID(), UUID.randomUUID()};
        for (String sql : new String[] {EventHistories.SIGHTINGS, EventHistories.ATTEMPTS}) {
            assertThat(database.plan(sql, Map.of("ids", ids, "most", EventHistories.MOST)))
                    .doesNotContain("Seq Scan on sync_event", "Seq Scan on sighting");
        }
        assertThat(database.plan(EventHistories.EVENTS, Map.of("items", ids, "most", EventHistories.MOST)))
                .contains("sync_event_activity_ix", "sync_event_pk")
                .doesNotContain("Seq Scan");
    }

    private String plan(EventFilter filter, String q) {
        var request = new PageRequest(
                q, 50, Optional.of(Cursor.of(Instant.parse("2190-01-01T00:00:00Z"), UUID.randomUUID())));
        var sql = LedgerQuery.sql(filter, request);
        return database.plan(sql.text(), sql.parameters());
    }
}
