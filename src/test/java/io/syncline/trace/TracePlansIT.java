package io.syncline.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.intake.Database;
import io.syncline.ledger.BulkLedger;
import io.syncline.paging.Cursor;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** However long the ledger is, a trace reads only what it is about. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracePlansIT {
    @Inject
    BulkLedger bulk;

    @Inject
    Database database;

    @Inject
    Questions questions;

    @Inject
    TraceSearch search;

    @BeforeAll
    void fill() {
        bulk.fill(20_000);
    }

    @AfterAll
    void clear() {
        bulk.clear();
    }

    @Test
    void everyQuestion_isAnsweredByIndexes() {
        String key = "mail:v1:bulk-777";
        for (String text : new String[] {
            "<bulk-777>",
            key,
            UUID.randomUUID().toString(),
            "777@bulk.example",
            "800@bulk.example",
            "+14155550123",
            "everybody@bulk.example"
        }) {
            for (Optional<Cursor> after :
                    List.of(Optional.<Cursor>empty(), Optional.of(Cursor.of(Instant.EPOCH, UUID.randomUUID())))) {
                String plan = database.plan(TraceSearch.SQL, TraceSearch.parameters(questions.read(text), 50, after));
                assertThat(plan)
                        .as(text)
                        .doesNotContain(
                                "Seq Scan on sync_event",
                                "Seq Scan on sighting",
                                "Seq Scan on participant",
                                "Seq Scan on activity");
            }
        }
    }

    /** Of the small tables PostgreSQL reads all while they are small. */
    @Test
    void smallTables_haveTheirIndexes() {
        var parameters = TraceSearch.parameters(questions.read("777@bulk.example"), 50, Optional.empty());

        assertThat(database.planWithoutSeqScans(TraceSearch.SQL, parameters))
                .contains("event_address_mailbox_ix", "lead_phone_ix", "sighting_item_ix");
    }

    @Test
    void addressOfEverybody_isReadFromTheEnd() {
        var page = search.find(questions.read("everybody@bulk.example"), 3, Optional.empty());

        assertThat(page.items()).containsExactly(item(20_000), item(19_999), item(19_998));
        assertThat(page.next()).isNotNull();
    }

    /** On the timeline or not: the id of the mail's activity. */
    private UUID item(int mail) {
        return UUID.fromString(
                database.text("select cast(cast(md5('a' || :mail) as uuid) as text)", Map.of("mail", "" + mail)));
    }
}
