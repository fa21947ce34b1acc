package io.syncline.crm;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The fields of a body, read as a merge patch (RFC 7396): an absent field stays as it is, null clears it. What is wrong
 * is gathered, so that {@link #check} names all of it at once.
 */
public final class Fields {
    private static final int LONGEST_TEXT = 500;

    private final JsonNode body;
    private final List<FieldError> errors = new ArrayList<>();

    private Fields(JsonNode body) {
        this.body = body;
    }

    /**
     * @param shape whose components are the fields that there are; any other is refused
     */
    public static Fields of(JsonNode body, Class<? extends Record> shape) {
        if (!body.isObject()) {
            throw new ValidationException("", body.toString(), "a JSON object");
        }
        var fields = new Fields(body);
        List<String> known = Stream.of(shape.getRecordComponents())
                .map(component -> component.getName())
                .toList();
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                fields.refuse(name, "no such field; there are " + String.join(", ", known));
            }
        });
        return fields;
    }

    public boolean has(String field) {
        return body.has(field);
    }

    /** A text that may be cleared. */
    public String text(String field, String current) {
        return read(field, current, "a text of 1 to " + LONGEST_TEXT + " characters, or null", Fields::text);
    }

    /** A text that there must be. */
    public String requiredText(String field, String current) {
        return required(field, current, "a text of 1 to " + LONGEST_TEXT + " characters", Fields::text);
    }

    public <T> T required(String field, T current, String expected, Function<JsonNode, Optional<T>> reader) {
        T value = read(field, current, expected, reader);
        if (value == null && errors.stream().noneMatch(error -> error.field().equals(field))) {
            refuse(field, expected);
        }
        return value;
    }

    public UUID id(String field, UUID current) {
        return read(field, current, "a UUID, or null", Fields::uuid);
    }

    public Instant instant(String field, Instant current) {
        return read(field, current, "a time such as 2026-03-02T10:00:00Z, or null", Fields::time);
    }

    public BigDecimal decimal(String field, BigDecimal current) {
        return read(field, current, "a number below 10^16 with at most 2 decimals, or null", node -> Optional.of(node)
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .filter(Fields::fits));
    }

    public boolean flag(String field, boolean current) {
        return required(field, current, "true or false", node -> Optional.of(node)
                .filter(JsonNode::isBoolean)
                .map(JsonNode::booleanValue));
    }

    /** The version that the caller has seen; empty when the caller does not mind. */
    public Optional<Integer> version() {
        return Optional.ofNullable(
                read("version", null, "the record's version, a whole number", node -> Optional.of(node)
                        .filter(JsonNode::isInt)
                        .map(JsonNode::intValue)));
    }

    /** A list without repetitions; null is the empty list. */
    public <T> List<T> list(String field, List<T> current, String expected, Function<JsonNode, Optional<T>> reader) {
        if (!has(field)) {
            return current;
        }
        JsonNode list = body.get(field);
        if (!list.isArray() && !list.isNull()) {
            refuse(field, "a list");
            return current;
        }
        var values = new LinkedHashSet<T>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode element = list.get(i);
            String path = field + "[" + i + "]";
            reader.apply(element).ifPresentOrElse(values::add, () -> refuse(path, element, expected));
        }
        return List.copyOf(values);
    }

    /** Any field by a reader of its own. */
    public <T> T read(String field, T current, String expected, Function<JsonNode, Optional<T>> reader) {
        if (!has(field)) {
            return current;
        }
        JsonNode node = body.get(field);
        if (node.isNull()) {
            return null;
        }
        Optional<T> value = reader.apply(node);
        if (value.isEmpty()) {
            refuse(field, expected);
        }
        return value.orElse(current);
    }

    public void refuse(String field, String expected) {
        refuse(field, body.get(field), expected);
    }

    public void refuse(String field, JsonNode value, String expected) {
        String shown = value == null ? null : value.isTextual() ? value.textValue() : value.toString();
        errors.add(new FieldError(field, shown, expected));
    }

    /**
     * @throws ValidationException if anything was refused
     */
    public void check() {
        if (!errors.isEmpty()) {
            throw new ValidationException(errors);
        }
    }

    /** Text without blanks around it; empty for what is not one. PostgreSQL has no place for the character NUL. */
    public static Optional<String> text(JsonNode node) {
        return Optional.of(node)
                .filter(JsonNode::isTextual)
                .map(value -> value.textValue().strip())
                .filter(value -> !value.isEmpty() && value.length() <= LONGEST_TEXT && value.indexOf('\0') < 0);
    }

    public static Optional<UUID> uuid(JsonNode node) {
        return text(node).flatMap(value -> {
            try {
                return Optional.of(UUID.fromString(value));
            } catch (IllegalArgumentException notAnId) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Instant> time(JsonNode node) {
        return text(node).flatMap(value -> {
            try {
                return Optional.of(OffsetDateTime.parse(value).toInstant().truncatedTo(ChronoUnit.MICROS));
            } catch (DateTimeException notATime) {
                return Optional.empty();
            }
        });
    }

    private static boolean fits(BigDecimal amount) {
        // The column is numeric(18, 2); a huge exponent must not be expanded to find that out.
        return amount.stripTrailingZeros().scale() <= 2 && amount.precision() - amount.scale() <= 16;
    }
}
