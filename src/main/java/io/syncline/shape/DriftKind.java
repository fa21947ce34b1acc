package io.syncline.shape;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How what a source sends differs from what its mapping reads. */
public enum DriftKind {
    /** The source sends what the mapping does not read. */
    NEW_FIELD,
    /** What the mapping reads does not come any more. */
    VANISHED_FIELD,
    /** What the mapping reads comes with another type, with which it does not cope, as far as items are there to try. */
    CHANGED_TYPE,
    /** What the mapping reads comes, and never says anything. */
    ALWAYS_NULL,
    /** Items fail by a cause that was not there before. */
    NEWLY_FAILING;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
