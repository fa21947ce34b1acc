package io.syncline.trace;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Why an event is not on the timeline.
 *
 * @param explanation in a sentence: by which rule, cause or person
 * @param owner who mends the connector; null when it is not configured any more
 * @param nextAttemptAt when it is tried again, or null
 * @param remedy what to do, or null when there is nothing to do
 */
public record Absence(
        UUID eventId,
        String eventKey,
        Because because,
        String explanation,
        String owner,
        Instant nextAttemptAt,
        String remedy) {
    /** The kinds of reasons, the most pressing first. */
    public enum Because {
        MISSING,
        DEAD,
        RETRYING,
        DISCARDED,
        EXCLUDED;

        /** The word of the API. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
