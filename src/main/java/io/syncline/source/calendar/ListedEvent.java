package io.syncline.source.calendar;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.syncline.event.Hashes;
import io.syncline.source.payload.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An event as the API sent it, and what has to be known of it before it is translated.
 *
 * @param texts its own fields that are text, by name
 * @param bare whether it is cancelled and nothing else
 * @param payload what of it may be kept
 */
@SuppressWarnings("ArrayRecordComponent") // events are never compared
record ListedEvent(Map<String, String> texts, boolean bare, byte[] payload) {
    /** What of a private event is no business of its people's: it alone reaches the ledger. */
    private static final Set<String> PUBLIC_PARTS = Set.of(
            "kind",
            "etag",
            "id",
            "iCalUID",
            "status",
            "sequence",
            "created",
            "updated",
            "start",
            "end",
            "visibility",
            "recurringEventId",
            "originalStartTime",
            "eventType",
            "transparency");

    private static final Set<String> PRIVATE = Set.of("private", "confidential");
    private static final int LONGEST_ID = 1_024;
    private static final int LARGEST_PUBLIC_PART = 4_096;

    ListedEvent {
        texts = Map.copyOf(texts);
    }

    /** Of what is no object nothing is known. */
    static ListedEvent of(byte[] json) {
        var texts = new HashMap<String, String>();
        var publicParts = new ArrayList<String>();
        boolean hidden = false;
        boolean starts = false;
        try (JsonParser parser = ListedPage.JSON.createParser(json)) {
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            while (object && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                int start = (int) parser.currentTokenLocation().getByteOffset();
                if (value == JsonToken.VALUE_STRING && PUBLIC_PARTS.contains(name)) {
                    texts.put(name, parser.getText());
                }
                hidden |= name.equals("visibility") && PRIVATE.contains(texts.getOrDefault(name, ""));
                starts |= name.equals("start") && value != JsonToken.VALUE_NULL;
                parser.skipChildren();
                parser.finishToken();
                int length = (int) parser.currentLocation().getByteOffset() - start;
                if (PUBLIC_PARTS.contains(name) && length <= LARGEST_PUBLIC_PART) {
                    publicParts.add('"' + name + "\":" + new String(json, start, length, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException unreadable) {
            // It was read when its page was; if not, the translator says so.
            return new ListedEvent(Map.of(), false, json);
        }
        boolean bare = "cancelled".equals(texts.get("status")) && !starts;
        return new ListedEvent(texts, bare, hidden ? joined(publicParts) : json);
    }

    /** Its id, or what stands for an id that none of the API's would be. */
    String id() {
        String id = texts.getOrDefault("id", "");
        boolean usable = !id.isEmpty() && id.indexOf(';') < 0 && isPlain(id);
        return usable ? id : "sha256:" + Hashes.sha256(payload);
    }

    String etag() {
        String etag = texts.getOrDefault("etag", "null");
        return isPlain(etag) ? etag : "sha256:" + Hashes.sha256(List.of(etag));
    }

    private static boolean isPlain(String text) {
        return text.length() <= LONGEST_ID && Texts.line(text, LONGEST_ID).equals(text);
    }

    private static byte[] joined(List<String> parts) {
        return ("{" + String.join(",", parts) + "}").getBytes(StandardCharsets.UTF_8);
    }

    /** Names it without its content, so that it can stand in a log. */
    @Override
    public String toString() {
        return "ListedEvent[" + payload.length + " bytes]";
    }
}
