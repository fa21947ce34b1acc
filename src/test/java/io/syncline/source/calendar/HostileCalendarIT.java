package io.syncline.source.calendar;

import static io.syncline.source.calendar.CalendarServer.meeting;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.util.DateTime;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.syncline.connector.Checkpoints;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.demo.GoogleCalendarStub;
import io.syncline.demo.GoogleCalendarStub.Trouble;
import io.syncline.hostile.Bodies;
import io.syncline.hostile.Hostile;
import io.syncline.hostile.Mutations;
import io.syncline.intake.Database;
import io.syncline.routing.ConnectorSchedule;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events that nobody can read, among good ones: each is accounted for, and the calendar goes on. */
@QuarkusTest
@QuarkusTestResource(CalendarServer.class)
class HostileCalendarIT {
    private static final String CONNECTOR = "hostile-calendars";
    private static final String MALLORY = "mallory@acme.example";
    private static final int GOOD = 100;

    @Inject
    ConnectorSchedule schedule;

    @Inject
    Checkpoints checkpoints;

    @Inject
    ConnectorStatuses statuses;

    @Inject
    Database database;

    private final GoogleCalendarStub stub = CalendarServer.hostile();
    private final String run = "h" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void hostileEvents_areEachAccountedForAndHoldUpNothing() {
        // given good meetings with a hostile event after each
        List<String> hostile = hostile();
        for (int i = 0; i < Math.max(GOOD, hostile.size()); i++) {
            if (i < GOOD) {
                stub.put(MALLORY, meeting(run + i, "2026-03-02T10:00:00Z", "jane@globex.example"), time());
            }
            if (i < hostile.size()) {
                stub.putRaw(MALLORY, run + "-hostile-" + i, hostile.get(i));
            }
        }

        // when
        schedule.fire(CONNECTOR);

        // then
        assertThat(statuses.find(CONNECTOR).orElseThrow().lastError()).isNull();
        assertThat(token()).startsWith("sync-");
        assertThat(database.count(
                        "activity where external_id ~ :good", Map.of("good", "^" + run + "[0-9]+@google.com$")))
                .isEqualTo(GOOD);
        assertThat(sightings()).isGreaterThan(GOOD + 200);
        assertThat(events("status = 'retrying'")).isZero();
        assertThat(events("status = 'dead'")).isPositive();
        assertThat(events("status in ('applied', 'dead')")).isEqualTo(events("true"));
        assertThat(database.count(
                        "sync_event e where connector = :c and not exists (select 1 from sighting s where s.event_id = e.id)",
                        Map.of("c", CONNECTOR)))
                .isZero();
        assertThat(database.count(
                        "sync_event where connector = :c and (error like :marker or reason like :marker)",
                        Map.of("c", CONNECTOR, "marker", "%" + Hostile.MARKER + "%")))
                .isZero();

        // when all of it comes again, as after a void token
        long events = events("true");
        long activities = database.count("activity where connector = :c", Map.of("c", CONNECTOR));
        stub.fail(Trouble.GONE);
        schedule.fire(CONNECTOR);

        // then
        assertThat(statuses.find(CONNECTOR).orElseThrow().lastError()).isNull();
        assertThat(events("true")).isEqualTo(events);
        assertThat(database.count("activity where connector = :c", Map.of("c", CONNECTOR)))
                .isEqualTo(activities);

        // when all of it is gone
        for (int i = 0; i < hostile.size(); i++) {
            stub.remove(MALLORY, run + "-hostile-" + i);
        }
        stub.fail(Trouble.GONE);
        schedule.fire(CONNECTOR);

        // then what could be read is cancelled, and nothing is stuck
        assertThat(statuses.find(CONNECTOR).orElseThrow().lastError()).isNull();
        assertThat(events("status = 'retrying'")).isZero();
    }

    private List<String> hostile() {
        var items =
                new ArrayList<String>(List.of("null", "7", "\"" + Hostile.MARKER + "\"", "[]", "{}", "{\"id\": null}"));
        List<String> spoiled = HostileMeetings.spoiled(run).toList();
        for (int i = 0; i < spoiled.size(); i += 4) {
            items.add(spoiled.get(i));
        }
        items.addAll(HostileMeetings.bombs(run).values());
        for (int seed = 0; seed < 80; seed++) {
            byte[] good = Bodies.object(HostileMeetings.good(run + "m" + seed)).getBytes(StandardCharsets.UTF_8);
            items.add(new String(Mutations.mutated(good, seed), StandardCharsets.UTF_8));
        }
        items.removeIf(item -> !isJson(item));
        // Each with an id of its own, where it has one.
        return IntStream.range(0, items.size())
                .mapToObj(i -> items.get(i).replace("\"" + run + "\"", "\"" + run + "-" + i + "\""))
                .toList();
    }

    /** What is none would end the page, as half a page does. */
    private static boolean isJson(String item) {
        try {
            return ListedPage.parse("{\"items\": [" + item + "]}").events().size() == 1;
        } catch (java.io.IOException half) {
            return false;
        }
    }

    private long events(String condition) {
        return database.count("sync_event where connector = :c and " + condition, Map.of("c", CONNECTOR));
    }

    private long sightings() {
        return database.count("sighting where connector = :c", Map.of("c", CONNECTOR));
    }

    private String token() {
        return checkpoints
                .load(CONNECTOR, MALLORY, CalendarCheckpoint.class)
                .map(CalendarCheckpoint::syncToken)
                .orElse(null);
    }

    private static DateTime time() {
        return DateTime.parseRfc3339("2026-02-01T00:00:00Z");
    }
}
