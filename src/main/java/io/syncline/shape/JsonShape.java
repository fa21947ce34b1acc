package io.syncline.shape;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Takes the shape of JSON in one pass, without building it; of what is large or nested deeply only a part. */
final class JsonShape {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private static final int DEEPEST = 8;
    private static final int MOST_VALUES = 20_000;
    /** An object of more names is a map: what its names are is data. */
    private static final int MOST_NAMES = 60;

    private final PayloadShape shape;
    private int values;

    JsonShape(PayloadShape shape) {
        this.shape = shape;
    }

    void read(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                fields(parser, "", 0);
            }
        } catch (IOException unreadable) {
            // What came before it is known; a dead letter says why.
            shape.cut();
        }
    }

    private void fields(JsonParser parser, String path, int depth) throws IOException {
        Set<String> names = new HashSet<>();
        while (!enough() && parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            names.add(name);
            String plain = names.size() > MOST_NAMES ? PathNames.DATA : PathNames.folded(name);
            parser.nextToken();
            value(parser, path.isEmpty() ? plain : path + "." + plain, depth + 1);
        }
    }

    private void value(JsonParser parser, String path, int depth) throws IOException {
        values++;
        shape.add(path, type(parser));
        if (enough()) {
            shape.cut();
        } else if (parser.currentToken().isStructStart() && depth >= DEEPEST) {
            shape.cut();
            parser.skipChildren();
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            fields(parser, path, depth);
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (!enough() && parser.nextToken() != JsonToken.END_ARRAY) {
                value(parser, path + "[]", depth + 1);
            }
        }
    }

    private boolean enough() {
        return shape.full() || values >= MOST_VALUES;
    }

    private static ShapeType type(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> ShapeType.OBJECT;
            case START_ARRAY -> ShapeType.LIST;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> ShapeType.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> ShapeType.FLAG;
            case VALUE_STRING -> parser.getText().isBlank() ? ShapeType.EMPTY : ShapeType.TEXT;
            default -> ShapeType.EMPTY;
        };
    }
}
