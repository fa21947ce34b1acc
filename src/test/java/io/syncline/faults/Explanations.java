package io.syncline.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;

/** Asks Syncline itself: does its balance balance, and can it tell the way of any item. */
record Explanations(SynclineProcess syncline) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ASKED = 50;

    /**
     * In a few words.
     *
     * @throws RuntimeException if something is missing, or an item cannot be explained
     */
    String of(Story story, Random random) {
        JsonNode totals = Awaitility.await("balance")
                .atMost(Duration.ofSeconds(30))
                .until(() -> json("/api/v1/completeness").path("totals"), balance -> isSettled(balance, story));
        List<String> items = new ArrayList<>(story.expected().keySet());
        Collections.shuffle(items, random);
        List<String> asked = items.subList(0, Math.min(ASKED, items.size()));
        asked.forEach(this::explain);
        return "seen " + totals.path("seen") + ", missing 0, traced " + asked.size() + ";";
    }

    /** What was unread at the last look at a source is missing until the next look. */
    private static boolean isSettled(JsonNode balance, Story story) {
        return balance.path("seen").asLong() > 0
                && balance.path("missing").asLong() == 0
                && balance.path("dead").asInt() == story.poison();
    }

    private void explain(String item) {
        String id = item.substring(item.indexOf(' ') + 1);
        JsonNode items = json("/api/v1/trace?q=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                .path("items");
        if (items.size() != 1 || !items.get(0).path("activity").isObject()) {
            throw new AssertionError("trace says of " + item + ": " + items);
        }
    }

    private JsonNode json(String path) {
        try {
            return JSON.readTree(syncline.get(path));
        } catch (JsonProcessingException e) {
            throw new AssertionError(path + " answers no JSON", e);
        }
    }
}
