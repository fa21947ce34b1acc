package io.syncline.ledger;

import io.syncline.event.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which parked events a command is about; null stands for any.
 *
 * @param status dead or retrying
 * @param cause the fingerprint of the last failure
 * @param from received then or later
 * @param to received before
 */
public record ParkedFilter(String connector, Status status, String cause, Instant from, Instant to) {
    public ParkedFilter {
        if (status == Status.APPLIED || status == Status.DISCARDED) {
            throw new IllegalArgumentException("only dead and retrying events are parked, not " + status.word());
        }
    }

    /** Whether it names nothing, and so would match all that is parked. */
    public boolean isEmpty() {
        return words().isEmpty();
    }

    /** What it names, for the audit. */
    public Map<String, Object> words() {
        var words = new LinkedHashMap<String, Object>();
        words.put("connector", connector);
        words.put("status", status == null ? null : status.word());
        words.put("cause", cause);
        words.put("from", from == null ? null : from.toString());
        words.put("to", to == null ? null : to.toString());
        words.values().removeIf(value -> value == null);
        return words;
    }
}
