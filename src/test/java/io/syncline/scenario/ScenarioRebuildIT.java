package io.syncline.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.syncline.event.Delivery;
import io.syncline.intake.Database;
import io.syncline.rebuild.RebuildCalls;
import io.syncline.scenario.Story.Item;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

/** All labelled scenarios, derived again by the rules by which they were made. */
@QuarkusTest
class ScenarioRebuildIT {
    private static final int RUN = 9;
    private static final String MARK = "zq" + RUN;

    private static final String CHANGES =
            """
            rebuild_change c where c.rebuild_id = :id and (
                c.entity_id in (select e.activity_id from sighting s join sync_event e on e.id = s.event_id
                                where position(:mark in s.location) > 0)
                or c.entity_id in (select s.event_id from sighting s where position(:mark in s.location) > 0)
                or c.entity_id in (select i.contact_id from identity i where position(:name in i.value) > 0)
                or c.entity_id in (select d.account_id from account_domain d where position(:name in d.domain) > 0)
                or position(:name in concat_ws(' ', c.before, c.after, c.reason, c.event_key)) > 0)""";

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    @Test
    void rebuildWithoutAChangeOfRules_showsNothing() throws IOException {
        RebuildCalls.dropOpen();
        for (Story story : Story.all(RUN, MARK)) {
            var crm = new Crm(story);
            for (JsonNode node : story.given()) {
                crm.enter(node);
            }
            var source = new Deliveries(story);
            for (Item item : story.items()) {
                for (Delivery delivery : source.of(item)) {
                    producer.requestBody("direct:intake", delivery);
                }
            }
        }
        database.awaitAssociations();

        JsonPath rebuild = RebuildCalls.ready(RebuildCalls.start("{}"));

        String id = rebuild.getString("id");
        Map<String, Object> mine = Map.of("id", UUID.fromString(id), "mark", ";" + MARK + ";", "name", MARK);
        assertThat(rebuild.getLong("total")).isGreaterThan(300);
        assertThat(database.count(CHANGES, mine))
                .as(() -> database.text("select string_agg(cast(to_jsonb(c) as text), chr(10)) from " + CHANGES, mine))
                .isZero();
        RebuildCalls.drop(id);
    }
}
