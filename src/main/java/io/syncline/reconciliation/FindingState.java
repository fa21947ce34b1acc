package io.syncline.reconciliation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a finding. Whatever is seen again after it was repaired or closed is open again. */
public enum FindingState {
    OPEN,
    /** A run mended it. */
    REPAIRED,
    /** A person says that it may be so. */
    ACCEPTED,
    /** A later run did not see it any more. */
    CLOSED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FindingState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
