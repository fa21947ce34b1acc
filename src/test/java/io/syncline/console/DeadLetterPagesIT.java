package io.syncline.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What did not go through, seen by its cause, mended or given up. */
@QuarkusTest
class DeadLetterPagesIT {
    @Inject
    Database database;

    private final String mark = UUID.randomUUID().toString();
    /** Letters alone: a word of the message, and so a cause of this test's own. */
    private final String own = mark.replaceAll("[0-9-]", "g");

    @BeforeEach
    void threeDie() {
        database.run(
                """
                create or replace function test_console() returns trigger language plpgsql as $$
                begin raise exception 'console %s of row %%', new.external_id using errcode = '22000'; end $$"""
                        .formatted(own),
                Map.of());
        database.run(
                "create or replace trigger test_console before insert on activity for each row"
                        + " when (new.external_id like '%s') execute function test_console()"
                                .formatted("%" + mark + "%"),
                Map.of());
        for (int i = 0; i < 3; i++) {
            Told.deadCall("+1 415 555 0182", mark + "-" + i, "<b>not bold</b>");
        }
    }

    @AfterEach
    void mend() {
        database.run("drop trigger if exists test_console on activity", Map.of());
    }

    private Visit atTheCause(String user) {
        var visit = Visit.of(user);
        visit.open("/dead-letters");
        visit.page().getByText(Pattern.compile("console " + own)).click();
        return visit;
    }

    @Test
    void replayOfAll_goesOnlyOnceTheCauseIsMended_andSaysHowFarItIs() {
        try (var visit = atTheCause("operator")) {
            visit.isFitForAll();
            visit.button("Replay all 3").click();
            assertThat(visit.main()).containsText("The first was not applied, so the others were left alone.");

            mend();
            visit.button("Replay all 3").click();

            assertThat(visit.main()).containsText("3 of 3 replayed: 3 applied");
            visit.link("Show what is left").click();
            assertThat(visit.page().locator("h1")).containsText("None is left");
        }
        Told.as("viewer")
                .get("/api/v1/activities?externalId=" + mark + "-0")
                .then()
                .body("items.size()", equalTo(1));
    }

    @Test
    void event_showsItsRawItemAsText_andIsReplayed() {
        try (var visit = atTheCause("operator")) {
            visit.page().locator(".record a").first().click();
            assertThat(visit.page().locator("pre")).containsText("<b>not bold</b>");
            assertThat(visit.page().locator("pre b")).hasCount(0);
            visit.isFitForAll();

            mend();
            visit.button("Replay").click();

            assertThat(visit.page().locator(".notice")).hasText("Replayed. It is created.");
            assertThat(visit.page().locator("main .chip").first()).hasText("created");
        }
    }

    @Test
    void discard_needsAReason_andIsAudited() {
        try (var visit = atTheCause("operator")) {
            visit.page().getByText("Discard all 3").click();
            visit.page().getByLabel("Why they shall not be applied").fill("test calls of " + mark);
            visit.button("Discard them").click();

            assertThat(visit.page().locator(".notice")).hasText("3 of 3 dead letters discarded.");
            visit.open("/audit?entity=discard");
            var row = visit.page()
                    .locator(".change")
                    .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(mark));
            assertThat(row).containsText("by operator");
        }
    }

    @Test
    void viewer_seesWhatThereIs_andMayDoNothing() {
        try (var visit = atTheCause("viewer")) {
            assertThat(visit.page().getByText("Replay all")).hasCount(0);
            visit.page().locator(".record a").first().click();
            assertThat(visit.main()).containsText("Operators see it.");
            assertThat(visit.main()).not().containsText("not bold");
        }
        Told.as("viewer")
                .formParam("connector", "calls")
                .formParam("cause", "x")
                .post("/dead-letters/replay")
                .then()
                .statusCode(403);
    }
}
