package io.syncline.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Hawtio's own pages, with what Syncline gives them. */
@QuarkusTest
class HawtioPagesIT {
    @Test
    void adminSeesTheDiagramOfARoute_andNothingComesFromElsewhere() {
        try (var visit = Visit.anonymous()) {
            visit.open("/hawtio/camel/contexts");
            visit.signIn("admin", "admin-test");
            assertThat(visit.page()).hasURL(Pattern.compile(".*/hawtio/camel/contexts"));

            text(visit, "event-apply").first().click();
            text(visit, "Route Diagram").click();

            assertThat(text(visit, "(ID: event-apply-once)")).isVisible();
            assertThat(text(visit, "(ID: event-apply-file)")).isVisible();

            text(visit, "admin").click();
            text(visit, "Log out").click();
            assertThat(visit.page()).hasURL(Pattern.compile(".*/sign-in"));
        }
    }

    private static Locator text(Visit visit, String text) {
        return visit.page().getByText(text, new Page.GetByTextOptions().setExact(true));
    }
}
