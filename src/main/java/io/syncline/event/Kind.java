package io.syncline.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of activity on a timeline. */
public enum Kind {
    EMAIL,
    MEETING,
    CALL,
    LEAD;

    /** The word used in the API and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if {@code word} is none of email, meeting, call, lead
     */
    public static Kind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
