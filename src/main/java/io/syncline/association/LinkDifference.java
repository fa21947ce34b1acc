package io.syncline.association;

import java.util.UUID;

/**
 * A link that an activity would have or lose.
 *
 * @param change added or removed
 * @param entity account, contact or deal
 * @param rule by which it would be made, or was
 */
public record LinkDifference(UUID activityId, String change, String entity, UUID id, String rule) {}
