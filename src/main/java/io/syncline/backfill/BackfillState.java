package io.syncline.backfill;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a backfill is. */
public enum BackfillState {
    /** Being read, or about to be by the next replica that is free. */
    RUNNING,
    /** A person holds it. */
    PAUSED,
    /** A person ended it; what it kept stays. */
    STOPPED,
    /** At its end. */
    DONE,
    /** The source refused it. */
    FAILED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BackfillState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
