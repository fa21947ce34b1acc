package io.syncline.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.junit.QuarkusTest;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages by which the connectors, the audit, the policy and backfills are looked after. */
@QuarkusTest
class OperationPagesIT {
    private static final String FINDING =
            """
            insert into finding (id, check_name, kind, subject, summary, details, state, first_seen, last_seen, changed_at)
            values (gen_random_uuid(), 'consistency', 'duplicate-contact', :subject, 'two contacts of one name', '{}',
                    'open', now(), now(), now())""";

    @Inject
    Database database;

    @Test
    void connector_saysHowItIsConfigured_andKeepsItsSecrets() {
        Told.call("+1 415 555 0188", "console-connector", "2026-11-20T10:00:00Z", "Recent");
        try (var visit = Visit.of("operator")) {
            visit.open("/");
            visit.link("calls").click();
            assertThat(visit.main()).containsText("2 secrets");
            assertThat(visit.main()).not().containsText("calls-token");
            assertThat(visit.main()).containsText("call:v1:calls:");
            visit.isFitForAll();
        }
    }

    @Test
    void connector_isPausedWithAReason_andResumed() {
        try (var visit = Visit.of("operator")) {
            visit.open("/connectors/paused-postbox");
            visit.page()
                    .getByText("Pause", new Page.GetByTextOptions().setExact(true))
                    .click();
            visit.page().getByLabel("Why it shall not be polled for now").fill("it moves");
            visit.isFitForAll();
            visit.button("Pause it").click();
            assertThat(visit.page().locator("h1 .chip")).hasText("stopped");
            assertThat(visit.main()).containsText("paused by operator");
            visit.open("/");
            assertThat(visit.page().locator(".needs")).containsText("paused-postbox is paused");

            visit.link("paused-postbox is paused").click();
            visit.button("Resume").click();
            assertThat(visit.page().locator(".notice")).containsText("Resumed.");
            assertThat(visit.button("Poll now")).isVisible();
        }
    }

    @Test
    void pollOfASourceThatCallsByItself_isRefusedAsAPage() {
        Told.as("operator")
                .post("/connectors/calls/poll")
                .then()
                .statusCode(409)
                .contentType(containsString("text/html"))
                .body(containsString("its source calls by itself"));
        Told.as("viewer").post("/connectors/calls/poll").then().statusCode(403);
    }

    @Test
    void audit_isFiltered_andItsChainVerified() {
        String contact = Told.contact("Audited Person", "+1 415 555 0189");
        try (var visit = Visit.of("viewer")) {
            visit.open("/audit");
            visit.main().getByLabel("What").selectOption("contact");
            visit.main().getByLabel("Its id").fill(contact);
            visit.button("Show").click();
            Locator made =
                    visit.page().locator(".change").filter(new Locator.FilterOptions().setHasText("contact created"));
            assertThat(made).containsText("by operator");
            made.getByText("Before and after").click();
            assertThat(visit.main()).containsText("Audited Person");
            visit.isFitForAll();

            visit.link("Verify the chain").click();
            assertThat(visit.main()).containsText(Pattern.compile("The audit is (not )?as it was sealed"));
        }
    }

    @Test
    void policy_isTriedBeforeItIsInForce() {
        try (var visit = Visit.of("operator")) {
            visit.open("/policy");
            visit.isFitForAll();
            visit.button("Try it").click();
            assertThat(visit.main()).containsText("Nothing is written.");

            visit.page().locator("#policy").fill("version: 2\nnonsense: true\n");
            visit.button("Try it").click();
            assertThat(visit.main()).containsText("This file would be refused");
            assertThat(visit.main()).containsText("nonsense");
        }
    }

    @Test
    void backfill_isStartedAndEnded() {
        try (var visit = Visit.of("operator")) {
            visit.open("/backfills");
            Locator form = visit.page().locator("main > form");
            form.getByLabel("Connector").selectOption("postbox");
            form.getByLabel("From").fill("2019-07-03");
            form.getByLabel("Before").fill("2019-07-04");
            visit.button("Start").click();
            assertThat(visit.page().locator(".notice")).hasText("The dry run has started.");
            Locator own = visit.page()
                    .locator("article")
                    .filter(new Locator.FilterOptions().setHasText("postbox, 2019-07-03 to 2019-07-04"));
            visit.isFitForAll();
            own.getByText("End").click();
            assertThat(own).containsText("stopped");
        }
    }

    @Test
    void exportOfCalls_isTaken_andWhatIsNoExportIsTold() {
        String call = UUID.randomUUID().toString();
        String list = "id,callId,sequence,status,direction,from,to,occurredAt\n" + call + "," + call
                + ",1,completed,inbound,+14155550192,+14155550100,2026-11-20T10:00:00Z\n";
        try (var visit = Visit.of("operator")) {
            visit.open("/backfills");
            visit.page().getByText("Take an export").click();
            visit.isFitForAll();
            var form = visit.page().locator("details form");
            form.getByLabel("Connector").selectOption("calls");
            form.getByLabel("File").setInputFiles(file("calls.csv", list));
            visit.button("Take it").click();
            assertThat(visit.page().locator(".notice")).hasText("1 item read. The dry run has started.");
            assertThat(visit.page().locator("article").first()).containsText("1 created");

            visit.page().getByText("Take an export").click();
            form.getByLabel("File").setInputFiles(file("calls.jsonl", "no export"));
            visit.button("Take it").click();
            assertThat(visit.page().locator(".failure").first()).isVisible();
        }
    }

    private static FilePayload file(String name, String text) {
        return new FilePayload(name, "application/octet-stream", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void rebuild_isLookedAtBeforeAnythingIsChanged_andDropped() {
        try (var visit = Visit.of("operator")) {
            visit.open("/rebuilds");
            visit.isFitForAll();
            visit.main().getByLabel("Connector").selectOption("calls-off");
            visit.button("Derive it again").click();
            assertThat(visit.page().locator("h1")).containsText("Rebuild of calls-off");
            visit.isFitForAll();

            visit.button("Drop it").click();

            assertThat(visit.page().locator(".notice")).hasText("Dropped. What is there stays as it is.");
        }
    }

    @Test
    void rebuild_saysWhatItWouldChange_andIsApplied() {
        String call = "console-" + UUID.randomUUID();
        String contact = Told.contact("Derived Again " + call, "+1 415 555 0193");
        Told.callToBeDerivedAgain("+1 415 555 0193", call, "As it came");
        database.awaitAssociations();
        database.run("update activity set subject = 'drifted' where external_id = :call", Map.of("call", call));
        try (var visit = Visit.of("operator")) {
            visit.open("/rebuilds");
            visit.main().getByLabel("Connector").selectOption("again-calls");
            visit.button("Derive it again").click();
            visit.button("Apply it").waitFor();
            visit.open("/");
            assertThat(visit.page().locator(".needs")).containsText("a rebuild of again-calls is ready");
            visit.link("a rebuild of again-calls is ready").click();
            Locator change =
                    visit.page().locator(".change").filter(new Locator.FilterOptions().setHasText("subject: drifted"));
            assertThat(change.first()).isVisible();
            visit.isFitForAll();

            visit.button("Apply it").click();

            assertThat(visit.page().locator("h1 .chip")).hasText("applied");
            visit.open("/contacts/" + contact);
            assertThat(visit.page().locator(".entry")).not().containsText("drifted");
        }
    }

    @Test
    void finding_isAcceptedWithAReason_andOpenedAgain() {
        String subject = "console-" + UUID.randomUUID();
        database.run(FINDING, Map.of("subject", subject));
        try (var visit = Visit.of("operator")) {
            visit.open("/");
            assertThat(visit.page().locator(".needs")).containsText("of consistency");
            visit.open("/reconciliations");
            Locator own = visit.page().locator(".finding").filter(new Locator.FilterOptions().setHasText(subject));
            own.getByText("Accept", new Locator.GetByTextOptions().setExact(true))
                    .click();
            own.getByLabel("Why it may be so").fill("a twin by name");
            own.getByText("Accept it").click();
            assertThat(own).hasCount(0);

            visit.open("/reconciliations?state=accepted");
            assertThat(own).containsText("Accepted by operator: a twin by name");
            own.getByText("Open again").click();
            assertThat(visit.page().locator(".notice")).hasText("It is open again.");
        } finally {
            database.run("delete from finding where subject = :subject", Map.of("subject", subject));
        }
    }

    @Test
    void reconciliation_isStarted_andSaysWhatBecameOfIt() {
        try (var visit = Visit.of("operator")) {
            visit.open("/reconciliations");
            visit.isFitForAll();
            visit.main().getByLabel("Connector").selectOption("calls-off");
            visit.button("Look now").click();
            assertThat(visit.page().locator(".notice")).hasText("The check has started.");
            assertThat(visit.page().locator("#runs article").first()).containsText("of calls-off");
            visit.isFitForAll();
        }
    }
}
