package io.syncline.api;

import io.syncline.crm.ValidationException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads parameters that are one of a few words. */
public final class Words {
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private Words() {}

    /**
     * @return null when the parameter is absent
     * @throws ValidationException if it is none of the words
     */
    public static <E extends Enum<E>> E of(Class<E> type, String parameter, String word) {
        return of(List.of(type.getEnumConstants()), parameter, word);
    }

    /**
     * @param choice of the constants that can be meant here
     * @return null when the parameter is absent
     * @throws ValidationException if it is none of the words
     */
    public static <E extends Enum<E>> E of(Collection<E> choice, String parameter, String word) {
        if (word == null || word.isEmpty()) {
            return null;
        }
        return choice.stream()
                .filter(constant -> word(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new ValidationException(
                        parameter,
                        word,
                        "one of " + choice.stream().map(Words::word).collect(Collectors.joining(", "))));
    }

    /**
     * @return false when the parameter is absent
     * @throws ValidationException if it is neither true nor false
     */
    public static boolean flag(String parameter, String word) {
        return switch (word == null ? "" : word) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw new ValidationException(parameter, word, "true or false");
        };
    }

    /**
     * @return null when the parameter is absent
     * @throws ValidationException if it is no time of this epoch
     */
    public static Instant time(String parameter, String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            // A plus sign in a URL is a space.
            Instant time = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeException ignored) {
            // Refused below, as a time out of range is.
        }
        throw new ValidationException(
                parameter, text, "a time with offset such as 2026-03-02T10:00:00Z, from 1970 to 9998");
    }

    /** Empty is absent; PostgreSQL has no place for the character NUL. */
    public static String plain(String parameter, String value) {
        if (value != null && value.indexOf('\0') >= 0) {
            throw new ValidationException(parameter, value, "a text without the character NUL");
        }
        return value == null || value.isEmpty() ? null : value;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
