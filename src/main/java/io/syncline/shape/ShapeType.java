package io.syncline.shape;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What stands at a path. */
public enum ShapeType {
    /** Counts the items themselves, at the path of all. */
    PAYLOAD,
    /** Counts the items of which not every path is kept, at the path of all. */
    MORE,
    TEXT,
    NUMBER,
    FLAG,
    OBJECT,
    LIST,
    /** Null, or text with nothing in it. */
    EMPTY;

    /** The word of the database and of findings. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ShapeType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
