package io.syncline.timeline;

import static io.syncline.intake.Events.email;
import static io.syncline.intake.Events.lead;
import static io.syncline.intake.Events.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.event.Direction;
import io.syncline.event.Kind;
import io.syncline.event.SourceEvent;
import io.syncline.intake.Database;
import io.syncline.intake.Events;
import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

/** Timelines of activities that came through the real path. */
@QuarkusTest
class TimelineQueryIT {
    private static final Instant DAY = Instant.parse("2026-05-04T09:00:00Z");

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    @Inject
    TimelineQuery query;

    @Test
    void timeline_isNewestFirst_pageByPage_withReceipts() {
        // given: a lead makes the contact; four mails, two of them at the same moment
        String address = "timeline-" + UUID.randomUUID() + "@timeline.example";
        apply(lead(address, "Tim Line", "Timeline", DAY));
        for (int i : List.of(3, 1, 2, 2)) {
            SourceEvent mail = mail(
                    UUID.randomUUID() + "@timeline.example",
                    DAY.plusSeconds(i * 60L),
                    email(address),
                    List.of(email("ann@acme.example")),
                    Direction.INBOUND);
            apply(mail);
            apply(Events.again(mail, DAY.plusSeconds(3600)));
        }
        UUID contact = contact(address);

        // when
        List<TimelineItem> items = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        do {
            Page<TimelineItem> page = query.timeline("contact", contact, 2, after);
            items.addAll(page.items());
            after = Cursor.parse(page.next());
        } while (after.isPresent());

        // then
        assertThat(items).hasSize(5).doesNotHaveDuplicates();
        assertThat(items)
                .extracting(TimelineItem::occurredAt)
                .isSortedAccordingTo((a, b) -> b.compareTo(a))
                .endsWith(DAY);
        TimelineItem newest = items.get(0);
        assertThat(newest.kind()).isEqualTo(Kind.EMAIL);
        assertThat(newest.source().sightings()).isEqualTo(2);
        assertThat(newest.participants())
                .extracting(TimelineItem.Person::role, TimelineItem.Person::contactId)
                .contains(org.assertj.core.groups.Tuple.tuple("from", contact));
        assertThat(newest.associations())
                .extracting(TimelineItem.LinkedTo::entity)
                .contains("account", "contact");
        assertThat(newest.associations())
                .allSatisfy(link -> assertThat(link.explanation()).isNotBlank());
    }

    @Test
    void activities_areFiltered() {
        // given
        String id = UUID.randomUUID() + "@nowhere.example";
        SourceEvent alone = mail(id, DAY, email("a@n-" + id), List.of(email("ann@acme.example")), Direction.INBOUND);
        apply(alone);

        // when
        var found = query.activities(new ActivityFilter(Kind.EMAIL, Events.CONNECTOR, id, true), 10, Optional.empty());
        var calls = query.activities(new ActivityFilter(Kind.CALL, null, id, false), 10, Optional.empty());

        // then
        assertThat(found.items()).extracting(TimelineItem::id).containsExactly(alone.activityId());
        assertThat(calls.items()).isEmpty();
        assertThat(query.activity(alone.activityId())).hasValue(found.items().get(0));
    }

    private void apply(SourceEvent event) {
        producer.requestBody("direct:event-apply", event);
    }

    private UUID contact(String address) {
        return UUID.fromString(database.text(
                "select cast(contact_id as text) from identity where value = :value", Map.of("value", address)));
    }
}
