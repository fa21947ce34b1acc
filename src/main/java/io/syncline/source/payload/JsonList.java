package io.syncline.source.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Takes a list of JSON items apart, each with its bytes as they came. */
public final class JsonList {
    private static final int MOST_ITEMS = 1_000;
    private static final JsonFactory JSON = new JsonFactory();

    private JsonList() {}

    /** Empty when the body is no list in UTF-8 of at most 1,000 items: then it is one delivery as a whole. */
    public static Optional<List<byte[]>> items(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY
                    || parser.currentTokenLocation().getByteOffset() < 0) {
                return Optional.empty();
            }
            var items = new ArrayList<byte[]>();
            while (parser.nextToken() != JsonToken.END_ARRAY && items.size() <= MOST_ITEMS) {
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                items.add(Arrays.copyOfRange(
                        body, start, (int) parser.currentLocation().getByteOffset()));
            }
            boolean whole = parser.nextToken() == null && items.size() <= MOST_ITEMS;
            return whole ? Optional.of(items) : Optional.empty();
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }
}
