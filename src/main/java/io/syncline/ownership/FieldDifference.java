package io.syncline.ownership;

import java.util.UUID;

/**
 * A field that another policy would make another.
 *
 * @param before its value now; null where it is empty
 * @param after null where it would be empty
 * @param source whose word it would be
 * @param rule by which it would stand
 * @param eventKey of the event that says it
 */
public record FieldDifference(
        String entity,
        UUID id,
        String field,
        String before,
        String after,
        String source,
        String rule,
        String eventKey) {}
