package io.syncline.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a person corrects, and gives back to automation. */
@QuarkusTest
class CorrectionPagesIT {
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void entry_isCorrected_andTheCorrectionStands() {
        String wrong = Told.contact("Wrong Person " + mark, "+1 415 555 0185");
        String right = Told.contact("Right Person " + mark, "+1 415 555 0186");
        Told.call("+1 415 555 0185", "correct-" + mark, "2026-11-20T10:00:00Z", "Not who called");
        try (var visit = Visit.of("operator")) {
            visit.open("/contacts/" + wrong);
            visit.page().getByText("Why is this here?").click();
            visit.link("Correct this").click();
            visit.main()
                    .getByRole(com.microsoft.playwright.options.AriaRole.SEARCHBOX)
                    .fill("Right Person " + mark);
            visit.button("Find").click();
            visit.isFitForAll();
            visit.page().getByLabel("contact Wrong Person " + mark).uncheck();
            visit.page().getByLabel("contact Right Person " + mark).check();
            visit.button("Correct").click();

            assertThat(visit.page().locator(".notice")).containsText("Corrected.");
            visit.open("/contacts/" + wrong);
            assertThat(visit.page().locator(".entry")).hasCount(0);
            visit.open("/contacts/" + right);
            assertThat(visit.page().locator(".entry")).hasCount(1);
        }
    }

    @Test
    void fields_sayWhereTheyComeFrom_andAreGivenBack() {
        String contact = Told.contact("Held Name " + mark, "+1 415 555 0187");
        try (var visit = Visit.of("operator")) {
            visit.open("/contacts/" + contact);
            visit.link("Fields").click();
            assertThat(visit.main()).containsText("holds it until it is released");
            visit.isFitForAll();
            visit.button("Give name back to automation").click();
            assertThat(visit.page().locator(".notice")).hasText("name is given back to automation.");
            visit.link("Attribution").click();
            assertThat(visit.main()).containsText("No touch is known.");
            visit.isFitForAll();
        }
    }
}
