package io.syncline.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.syncline.association.AssociationRefresh;
import io.syncline.event.Delivery;
import io.syncline.intake.Database;
import io.syncline.scenario.Story.Item;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

/**
 * A labelled set of activities, brought in over the whole path: what is linked without asking a person is right, and the
 * same in whatever order the items come and how often.
 */
@QuarkusTest
class ScenarioIT {
    private static final int ORDERS = Integer.getInteger("scenarios.orders", 4);

    /** Of links made without asking: one in a hundred wrong makes people stop believing the rest. */
    private static final double LEAST_PRECISION = 0.99;

    /** What is not linked has to be found by hand. One in twenty is what a person overlooks, too. */
    private static final double LEAST_RECALL = 0.95;

    @Inject
    ProducerTemplate producer;

    @Inject
    AssociationRefresh refresh;

    @Inject
    Database database;

    @Test
    void labelledScenarios_areLinkedAsAPersonWouldAndTheSameInAnyOrder() throws IOException {
        List<String> expected = null;
        for (int run = 0; run < ORDERS; run++) {
            String mark = "zq" + run;
            List<Story> stories = Story.all(run, mark);

            bring(stories, run);

            if (run == 0) {
                judge(stories, mark);
            }
            List<String> left = left(stories.get(0), mark, run);
            expected = expected == null ? left : expected;
            assertThat(left).as("order " + run).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** The first run as the story goes; the others in an order of their own, many items twice, one by one or in batches. */
    private void bring(List<Story> stories, int run) {
        var random = new Random(run);
        List<Runnable> steps = new ArrayList<>();
        List<Delivery> deliveries = new ArrayList<>();
        for (Story story : stories) {
            var crm = new Crm(story);
            for (JsonNode node : story.given()) {
                crm.enter(node);
            }
            var source = new Deliveries(story);
            story.items().forEach(item -> deliveries.addAll(source.of(item)));
        }
        if (run > 0) {
            for (Delivery delivery : List.copyOf(deliveries)) {
                if (random.nextInt(3) == 0) {
                    deliveries.add(Deliveries.again(delivery));
                }
            }
            Collections.shuffle(deliveries, random);
        }
        int size = run % 2 == 0 ? 1 : 25;
        for (int i = 0; i < deliveries.size(); i += size) {
            List<Delivery> batch = deliveries.subList(i, Math.min(i + size, deliveries.size()));
            steps.add(() -> producer.requestBody(
                    size == 1 ? "direct:intake" : "direct:intake-batch",
                    size == 1 ? batch.get(0) : List.copyOf(batch)));
        }
        for (Runnable step : steps) {
            step.run();
            if (random.nextInt(10) == 0) {
                refresh.refresh();
            }
        }
        database.awaitAssociations();
    }

    private void judge(List<Story> stories, String mark) throws IOException {
        var outcomes = new Outcomes(database, mark);
        var card = new Scorecard();
        for (Story story : stories) {
            var source = new Deliveries(story);
            for (Item item : story.items()) {
                String location = source.location(item);
                card.judge(story, item, outcomes.fate(location), outcomes.links(location), outcomes.reviews(location));
            }
        }
        stories.forEach(story -> story.touches().forEach(node -> assertThat(sources(node))
                .as("touches of " + node.path("of").asText())
                .isEqualTo(Story.texts(node.path("sources")))));
        String table = card.table();
        Files.writeString(Path.of("target", "scenarios.txt"), table, StandardCharsets.UTF_8);
        assertThat(card.items()).isGreaterThanOrEqualTo(300);
        assertThat(card.misfiled()).as(table).isZero();
        assertThat(card.precision()).as(table).isGreaterThanOrEqualTo(LEAST_PRECISION);
        assertThat(card.recall()).as(table).isGreaterThanOrEqualTo(LEAST_RECALL);
    }

    private List<String> sources(JsonNode node) {
        String sources = database.text(
                """
                select string_agg(t.source, ' ' order by t.occurred_at, t.event_key) from attribution_touch t
                where t.contact_id = (select contact_id from holder_of(:address))""",
                Map.of("address", node.path("of").asText()));
        return sources == null ? List.of() : List.of(sources.split(" "));
    }

    private List<String> left(Story story, String mark, int run) {
        return Outcomes.all(database, mark).stream()
                .map(story::unmarked)
                .map(line -> line.replaceAll((555 + run) + "(?=\\d{4}\\b)", "555")
                        .replaceAll("lead:v1:website:[0-9a-f]+", "lead")
                        .replace(Deliveries.AGAIN, ""))
                .sorted()
                .toList();
    }
}
