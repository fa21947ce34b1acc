package io.syncline.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The page that the console opens with, and the one that finds items. */
@QuarkusTest
class OverviewPageIT {
    @Test
    void overview_showsEachConnectorWithItsStateAndOwner() {
        try (var visit = Visit.of("viewer")) {
            visit.open("/");
            Locator row = visit.page().locator("tr").filter(new Locator.FilterOptions().setHasText("calls-off"));
            assertThat(row).containsText("revops@acme.example");
            assertThat(row.locator(".chip")).hasCount(1);
            visit.isFitForAll();
        }
    }

    @Test
    void skipLink_isTheFirstThatTheKeyboardReaches_andLeadsToTheContent() {
        try (var visit = Visit.of("viewer")) {
            visit.open("/");
            visit.page().keyboard().press("Tab");
            assertThat(visit.link("Skip to content")).isFocused();
            visit.page().keyboard().press("Enter");
            assertThat(visit.main()).isFocused();
        }
    }

    @Test
    void trace_tellsTheStoryOfAnItem_orWhatCouldStillBringIt() {
        Told.call("+1 415 555 0181", "console-traced", "2026-11-20T10:00:00Z", "Where am I?");
        try (var visit = Visit.of("viewer")) {
            visit.open("/");
            visit.page()
                    .locator("header")
                    .getByRole(com.microsoft.playwright.options.AriaRole.SEARCHBOX)
                    .fill("console-traced");
            visit.button("Trace").first().click();
            assertThat(visit.main()).containsText("The call");
            assertThat(visit.page().locator(".story li").first()).isVisible();
            visit.isFitForAll();

            visit.open("/trace?q=never-heard-of");
            assertThat(visit.main()).containsText("Nothing is found");
            assertThat(visit.main()).containsText("postbox");
            visit.isFitForAll();
        }
    }
}
