package io.syncline.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.syncline.event.Direction;
import io.syncline.intake.Database;
import io.syncline.intake.Events;
import io.syncline.ownership.PolicyFile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only a person can decide, one click each. */
@QuarkusTest
@TestProfile(PolicyFile.Profile.class)
class ReviewPagesIT {
    private static final Instant DAY = Instant.parse("2026-07-02T09:00:00Z");
    private static final String NAME =
            """
            fields: [name]
            system-of-record: person
            authority: [[lead, email-from], email-addressed]
            rule: review
            """;

    @Inject
    PolicyFile file;

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void standard() {
        file.put(PolicyFile.standard());
    }

    private Locator review(Visit visit) {
        visit.open("/reviews");
        return visit.page().locator("article").filter(new Locator.FilterOptions().setHasText(mark));
    }

    private Locator lee(Locator review) {
        return review.locator("button").filter(new Locator.FilterOptions().setHasText("Lee " + mark));
    }

    @Test
    void fieldAboutWhichSourcesDisagree_isDecidedByAClick() {
        file.put(PolicyFile.with("contact", "name", NAME));
        String address = "lee@" + mark + ".example";
        producer.requestBody("direct:event-apply", Events.lead(address, "Lee Lead " + mark, "Lee Ltd " + mark, DAY));
        producer.requestBody(
                "direct:event-apply",
                Events.mail(
                        mark + "@mail.example",
                        DAY.plusSeconds(60),
                        Events.email(address),
                        List.of(Events.email("rep@acme.example")),
                        Direction.INBOUND));
        try (var visit = Visit.of("operator")) {
            Locator review = review(visit);
            assertThat(review).containsText("says lead");
            assertThat(review).containsText("says email-from");
            visit.isFitForAll();
            review.getByText("Lee Lead " + mark).last().click();

            assertThat(visit.page().locator(".notice")).containsText("Decided.");
            assertThat(review(visit)).hasCount(0);
        }
    }

    @Test
    void linkTooCloseToCall_isDecidedByAClick() {
        String number = String.format(
                Locale.ROOT, "+4915113%06d", ThreadLocalRandom.current().nextInt(1_000_000));
        String lee = Told.contact("Lee " + mark, number);
        Told.contact("Kim " + mark, number);
        Told.call(number, "review-" + mark, "2026-11-20T10:00:00Z", "Who was it?");
        database.awaitAssociations();
        try (var visit = Visit.of("viewer")) {
            assertThat(lee(review(visit))).isDisabled();
        }
        try (var visit = Visit.of("operator")) {
            Locator review = review(visit);
            visit.isFitForAll();
            assertThat(review).containsText("Who was it?");
            lee(review).click();

            assertThat(visit.page().locator(".notice")).containsText("Decided.");
            visit.open("/contacts/" + lee);
            assertThat(visit.page().locator(".entry")).hasCount(1);
        }
    }
}
