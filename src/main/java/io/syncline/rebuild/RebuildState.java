package io.syncline.rebuild;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a rebuild is. */
public enum RebuildState {
    /** Being derived, or about to be by the next replica that is free. */
    RUNNING,
    /** Derived and compared: a person looks at it, and applies or drops it. */
    READY,
    /** Being brought up to date and put in the place of what is there. */
    APPLYING,
    /** What it said is so. */
    APPLIED,
    /** Nothing of it is left. */
    DROPPED,
    /** It could not be derived; nothing of it is left. */
    FAILED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RebuildState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
