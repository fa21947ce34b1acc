package io.syncline.trace;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times in sentences. */
final class Times {
    private Times() {}

    static String text(Instant time) {
        return time == null
                ? "an unknown time"
                : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
