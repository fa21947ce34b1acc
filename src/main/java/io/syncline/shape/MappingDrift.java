package io.syncline.shape;

import java.time.Instant;
import java.util.Map;

/**
 * One thing that a source sends and its mapping does not read as it comes.
 *
 * @param subject the path; of what fails, its cause
 * @param summary in a sentence
 * @param details types and counts, and the shape of a sample; no value of any item
 * @param since when it was seen first, or null where what is missing was never seen
 */
public record MappingDrift(DriftKind kind, String subject, String summary, Map<String, Object> details, Instant since) {
    public MappingDrift {
        details = Map.copyOf(details);
    }
}
