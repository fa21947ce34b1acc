package io.syncline.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads Syncline's API, as the people of the story would. */
record Api(SynclineProcess syncline) {
    private static final ObjectMapper JSON = new ObjectMapper();

    JsonNode get(String path) {
        String body = syncline.get(path);
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(path + " answers no JSON: " + body, e);
        }
    }

    /** All items of a list, page by page. */
    List<JsonNode> all(String path) {
        var items = new ArrayList<JsonNode>();
        String paged = path + (path.contains("?") ? "&" : "?") + "limit=100";
        String cursor = "";
        do {
            JsonNode page = get(paged + cursor);
            if (!page.path("items").isArray()) {
                throw new AssertionError(path + " answers no list: " + page);
            }
            page.path("items").forEach(items::add);
            String next = page.path("next").asText(null);
            cursor = next == null || next.equals("null") ? null : "&cursor=" + encode(next);
        } while (cursor != null);
        return items;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
