package io.syncline.reconciliation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * Something that is not as it should be.
 *
 * @param kind in words with hyphens: {@code missing-in-crm}
 * @param connector whose owner mends it, or null where it is of none
 * @param subject names the thing within its kind, the same in each run: an event key, the place of an item, the id of a record
 * @param at when the item is of, or null where it has no time
 * @param summary a sentence for a person
 * @param details more for a person or a program, as JSON: nothing personal that is not in the CRM
 */
public record Drift(
        String kind, String connector, String subject, Instant at, String summary, Map<String, Object> details) {
    public Drift {
        requireNonNull(kind);
        requireNonNull(subject);
        requireNonNull(summary);
        details = Map.copyOf(details);
    }
}
