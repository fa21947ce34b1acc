package io.syncline.reconciliation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a run is. */
public enum RunState {
    /** Under way, or about to be by the next replica that is free. */
    RUNNING,
    /** A person ended it; what it found stays. */
    STOPPED,
    /** At its end. */
    DONE,
    /** It could not be done. */
    FAILED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
