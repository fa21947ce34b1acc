package io.syncline.source.payload;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.event.PermanentSyncException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * The named fields of a body, read strictly: what has another type than expected is refused with the field's name, the
 * type that was found and the expectation, never with the value. Null and blank text are the same as no field.
 */
public final class Fields {
    private static final int LONGEST_ID = 255;
    private static final int LONGEST_URL = 2_000;
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private final JsonNode node;
    private final String path;

    private Fields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /**
     * @throws PermanentSyncException if it is no object
     */
    public static Fields of(JsonNode node) {
        if (!node.isObject()) {
            throw new PermanentSyncException("the body is " + type(node) + "; expected a JSON object");
        }
        return new Fields(node, "");
    }

    /** Whether the field says anything, of whatever type. */
    public boolean isThere(String name) {
        JsonNode field = field(name);
        return !absent(field) && !(field.isTextual() && field.textValue().isBlank());
    }

    /** Whether the field is a text with nothing in it, as a form sends what was left empty. */
    public boolean isBlank(String name) {
        JsonNode field = field(name);
        return field.isTextual() && field.textValue().isBlank();
    }

    /** One line of text, cut to {@code most} characters. */
    public Optional<String> line(String name, int most) {
        return string(name, "text").map(text -> Texts.line(text, most)).filter(text -> !text.isEmpty());
    }

    /** Text of any number of lines, cut to {@code most} characters. */
    public Optional<String> text(String name, int most) {
        return string(name, "text").map(text -> Texts.lines(text, most)).filter(text -> !text.isEmpty());
    }

    /** What names a thing at its source: text or a whole number, never cut. */
    public Optional<String> id(String name) {
        String expected = "an id of 1 to " + LONGEST_ID + " printable characters";
        JsonNode field = field(name);
        Optional<String> id =
                field.isIntegralNumber() ? Optional.of(field.bigIntegerValue().toString()) : string(name, expected);
        id.filter(text -> text.length() > LONGEST_ID
                        || !Texts.line(text, text.length()).equals(text))
                .ifPresent(bad -> refuse(name, "text that is too long or not printable", expected));
        return id;
    }

    public String requiredId(String name) {
        return id(name).orElseThrow(() -> missing(name, "an id"));
    }

    /** A whole number from 0 to {@code most}. */
    public Optional<Long> number(String name, long most) {
        String expected = "a whole number from 0 to " + most;
        JsonNode field = field(name);
        if (absent(field)) {
            return Optional.empty();
        }
        if (!field.isIntegralNumber()) {
            refuse(name, type(field), expected);
        }
        if (!field.canConvertToLong() || field.longValue() < 0 || field.longValue() > most) {
            refuse(name, "out of range", expected);
        }
        return Optional.of(field.longValue());
    }

    /** A whole number from 0 to {@code most}, written as text, as forms do. */
    public Optional<Long> digits(String name, long most) {
        if (field(name).isNumber()) {
            return number(name, most);
        }
        String expected = "a whole number from 0 to " + most;
        return string(name, expected).map(text -> {
            boolean fits = text.matches("\\d{1,18}") && Long.parseLong(text) <= most;
            if (!fits) {
                refuse(name, "another text", expected);
            }
            return Long.valueOf(text);
        });
    }

    /** A time with its offset (RFC 3339). */
    public Optional<Instant> time(String name) {
        String expected = "a time with offset such as 2026-03-02T10:00:00Z, from 1970 to 2199";
        Optional<String> text = string(name, expected);
        try {
            Optional<Instant> time =
                    text.map(value -> OffsetDateTime.parse(value).toInstant());
            time.filter(value -> !isUsable(value)).ifPresent(far -> refuse(name, "out of range", expected));
            return time;
        } catch (DateTimeException bad) {
            throw refusal(name, "another text", expected);
        }
    }

    /** Whether a time is one that a source can mean and the database can keep. */
    public static boolean isUsable(Instant time) {
        return !time.isBefore(FIRST) && time.isBefore(LAST);
    }

    /** A link that is safe to show: http or https. */
    public Optional<String> url(String name) {
        String expected = "an http or https URL of at most " + LONGEST_URL + " characters";
        Optional<String> text = string(name, expected);
        text.filter(value -> !isWebUrl(value)).ifPresent(bad -> refuse(name, "another text", expected));
        return text;
    }

    /** One of a set of words. */
    public <T> Optional<T> word(String name, Map<String, T> words) {
        String expected = "one of " + String.join(", ", words.keySet());
        Optional<String> text = string(name, expected);
        text.filter(value -> !words.containsKey(value)).ifPresent(bad -> refuse(name, "another text", expected));
        return text.map(words::get);
    }

    public <T> T requiredWord(String name, Map<String, T> words) {
        return word(name, words).orElseThrow(() -> missing(name, "one of " + String.join(", ", words.keySet())));
    }

    /** The fields of an object within; without it, fields of which none is there. */
    public Fields object(String name) {
        JsonNode field = field(name);
        if (!absent(field) && !field.isObject()) {
            refuse(name, type(field), "an object");
        }
        return new Fields(field, path + name + ".");
    }

    private Optional<String> string(String name, String expected) {
        JsonNode field = field(name);
        if (absent(field)) {
            return Optional.empty();
        }
        if (!field.isTextual()) {
            refuse(name, type(field), expected);
        }
        return Optional.of(field.textValue().strip()).filter(text -> !text.isEmpty());
    }

    /** All reads come through here, so that a review is told of each. */
    private JsonNode field(String name) {
        ReadPaths.read(path + name);
        return node.path(name);
    }

    private static boolean absent(JsonNode field) {
        return field.isMissingNode() || field.isNull();
    }

    /** Whether a text is a link that is safe to show. */
    public static boolean isWebUrl(String text) {
        if (text.length() > LONGEST_URL) {
            return false;
        }
        try {
            var uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null;
        } catch (URISyntaxException bad) {
            return false;
        }
    }

    private PermanentSyncException missing(String name, String expected) {
        return new PermanentSyncException(path + name + " is missing; expected " + expected);
    }

    private void refuse(String name, String found, String expected) {
        throw refusal(name, found, expected);
    }

    private PermanentSyncException refusal(String name, String found, String expected) {
        return new PermanentSyncException(path + name + " is " + found + "; expected " + expected);
    }

    private static String type(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case BOOLEAN -> "true or false";
            case MISSING -> "empty";
            case NULL -> "null";
            case NUMBER -> "a number";
            case OBJECT, POJO -> "an object";
            case BINARY, STRING -> "text";
        };
    }
}
