package io.syncline.source.calendar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A page of events as the API sent it, each with its bytes. The client's own model would read all of them or none: one event
 * that it cannot read would hold up the calendar.
 *
 * @param nextPageToken null on the last page
 * @param nextSyncToken null on all others
 */
record ListedPage(List<ListedEvent> events, String nextPageToken, String nextSyncToken) {
    /** What is too much for one event is for its translator to say. */
    static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100_000)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    ListedPage {
        events = List.copyOf(events);
    }

    /**
     * @throws IOException if it is not a whole JSON object
     */
    static ListedPage parse(String page) throws IOException {
        // In the database's text and JSON it could not stand, and a later cancellation brings the event along there.
        byte[] json = page.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8);
        var events = new ArrayList<ListedEvent>();
        String nextPageToken = null;
        String nextSyncToken = null;
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a page of events that is no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "items" -> events.addAll(events(parser, json));
                    case "nextPageToken" -> nextPageToken = value.isScalarValue() ? parser.getValueAsString() : null;
                    case "nextSyncToken" -> nextSyncToken = value.isScalarValue() ? parser.getValueAsString() : null;
                    default -> parser.skipChildren();
                }
            }
        }
        return new ListedPage(events, nextPageToken, nextSyncToken);
    }

    private static List<ListedEvent> events(JsonParser parser, byte[] json) throws IOException {
        var events = new ArrayList<ListedEvent>();
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return events;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            parser.finishToken();
            int end = (int) parser.currentLocation().getByteOffset();
            events.add(ListedEvent.of(Arrays.copyOfRange(json, start, end)));
        }
        return events;
    }
}
