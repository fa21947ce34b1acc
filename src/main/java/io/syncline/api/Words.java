package io.syncline.api;

import io.syncline.crm.ValidationException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads parameters that are one of a few words. */
final class Words {
    private Words() {}

    /**
     * @return null when the parameter is absent
     * @throws ValidationException if it is none of the words
     */
    static <E extends Enum<E>> E of(Class<E> type, String parameter, String word) {
        if (word == null || word.isEmpty()) {
            return null;
        }
        return Stream.of(type.getEnumConstants())
                .filter(constant -> word(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new ValidationException(
                        parameter,
                        word,
                        "one of "
                                + Stream.of(type.getEnumConstants())
                                        .map(Words::word)
                                        .collect(Collectors.joining(", "))));
    }

    /** Empty is absent; PostgreSQL has no place for the character NUL. */
    static String plain(String parameter, String value) {
        if (value != null && value.indexOf('\0') >= 0) {
            throw new ValidationException(parameter, value, "a text without the character NUL");
        }
        return value == null || value.isEmpty() ? null : value;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
