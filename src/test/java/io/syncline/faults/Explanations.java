package io.syncline.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.faults.Item.Fate;
import io.syncline.faults.Oracle.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Asks Syncline itself, by its API: is everything on the timeline, does the balance balance, and can it tell the way of
 * any item?
 */
final class Explanations {
    private static final int ASKED = 200;
    private static final List<String> STATES =
            List.of("created", "updated", "duplicate", "stale", "excluded", "retrying", "dead", "discarded");

    private final Api api;
    private final Items items;
    private final Random random;
    private final List<String> problems = new ArrayList<>();
    private List<JsonNode> activities = List.of();
    private JsonNode totals;
    private int explained;

    Explanations(SynclineProcess syncline, Items items, Random random) {
        this.api = new Api(syncline);
        this.items = items;
        this.random = random;
    }

    /** What it says, added to what the database says. */
    Verdict of(Verdict database) {
        look();
        Verdict seen =
                Oracle.compare(activities.stream().map(Explanations::found).toList(), items);
        if (!seen.isGood()) {
            problems.add("the API shows other activities than the database has: " + seen);
        }
        int unaccounted = totals.path("seen").asInt()
                - STATES.stream().mapToInt(state -> totals.path(state).asInt()).sum();
        mustBe("created", totals.path("created").asInt(), activities.size());
        mustBe("dead", totals.path("dead").asInt(), items.of(Fate.DEAD).size());
        leadsOnTimelines(activities);
        drawn(items.of(Fate.FILED)).forEach(this::filed);
        drawn(items.of(Fate.OPTIONAL)).forEach(this::optional);
        api.all("/api/v1/events?status=dead").forEach(this::dead);
        return database.with(unaccounted, problems);
    }

    /** Until list and balance are of one moment: a mail that its reader deleted may still be on its way in. */
    private void look() {
        try {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                totals = balance();
                activities = api.all("/api/v1/activities");
                return totals.path("created").asInt() == activities.size();
            });
        } catch (ConditionTimeoutException differ) {
            // What differs is said below.
        }
    }

    /** Items that were asked for, and explained. */
    int explained() {
        return explained;
    }

    private static Found found(JsonNode activity) {
        String kind = activity.path("kind").asText();
        JsonNode source = activity.path("source");
        boolean nameless = source.path("connector").asText().equals(Provider.WEBSITE.connector());
        String state = activity.path("status").asText();
        return new Found(
                kind + " " + (nameless ? activity.path("body") : source.path("externalId")).asText(),
                kind.equals("meeting")
                        ? state + " " + activity.path("occurredAt").asText()
                        : state);
    }

    /** What was unread at the last look at a source is missing until the next look. */
    private JsonNode balance() {
        try {
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () -> api.get("/api/v1/completeness").path("totals"),
                            totals -> totals.path("seen").asLong() > 0
                                    && totals.path("missing").asLong() == 0);
        } catch (ConditionTimeoutException unbalanced) {
            JsonNode all = api.get("/api/v1/completeness");
            problems.add("the balance: " + all);
            return all.path("totals");
        }
    }

    private void mustBe(String what, int is, int expected) {
        if (is != expected) {
            problems.add("the balance has " + what + " " + is + ", expected " + expected);
        }
    }

    /** Of some leads: are they on the timeline of whoever submitted them? */
    private void leadsOnTimelines(List<JsonNode> activities) {
        List<JsonNode> leads = new ArrayList<>(activities.stream()
                .filter(activity -> activity.path("kind").asText().equals("lead"))
                .toList());
        Collections.shuffle(leads, random);
        for (JsonNode lead : leads.subList(0, Math.min(20, leads.size()))) {
            String contact = lead.path("participants").path(0).path("contactId").asText();
            boolean there = api.all("/api/v1/contacts/" + contact + "/timeline").stream()
                    .anyMatch(item -> item.path("id").equals(lead.path("id")));
            if (!there) {
                problems.add("lead " + lead.path("id") + " is not on the timeline of contact " + contact);
            }
        }
    }

    private List<Item> drawn(List<Item> all) {
        List<Item> drawn = new ArrayList<>(all);
        Collections.shuffle(drawn, random);
        return drawn.subList(0, Math.min(ASKED, drawn.size()));
    }

    private void filed(Item item) {
        JsonNode answer = trace(item.ask());
        JsonNode traced = answer.path("items").path(0);
        long sightings =
                traced.path("sightings").size() + traced.path("moreSightings").asLong();
        if (answer.path("items").size() != 1
                || !found(traced.path("activity")).equals(new Found(item.name(), item.state()))
                || sightings < item.places()
                || !traced.path("event").path("connector").asText().equals(item.connector())
                || (!traced.path("absences").isEmpty() && !item.connector().equals(Meetings.CONNECTOR))
                || traced.path("story").isEmpty()) {
            problems.add("trace says of " + item + ": " + answer);
        } else {
            explained++;
        }
    }

    /** There is nothing, or an activity, or the reason why there is none. */
    private void optional(Item item) {
        JsonNode answer = trace(item.ask()).path("items");
        if (answer.size() > 1
                || (answer.size() == 1
                        && !answer.path(0).path("activity").isObject()
                        && answer.path(0).path("absences").isEmpty())) {
            problems.add("trace says of " + item + ": " + answer);
        } else {
            explained++;
        }
    }

    private void dead(JsonNode event) {
        JsonNode answer = trace(event.path("id").asText()).path("items");
        JsonNode absence = answer.path(0).path("absences").path(0);
        if (answer.size() != 1
                || !absence.path("because").asText().equals("dead")
                || absence.path("remedy").asText("").isEmpty()) {
            problems.add("trace says of dead letter " + event.path("id") + ": " + answer);
        } else {
            explained++;
        }
    }

    private JsonNode trace(String question) {
        return api.get("/api/v1/trace?q=" + Api.encode(question));
    }
}
