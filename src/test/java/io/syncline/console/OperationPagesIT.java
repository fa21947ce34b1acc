package io.syncline.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.microsoft.playwright.Locator;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages by which the connectors, the audit, the policy and backfills are looked after. */
@QuarkusTest
class OperationPagesIT {
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
            assertThat(made).containsText("by user:operator");
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
            visit.main().getByLabel("Connector").selectOption("postbox");
            visit.main().getByLabel("From").fill("2019-07-03");
            visit.main().getByLabel("Before").fill("2019-07-04");
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
