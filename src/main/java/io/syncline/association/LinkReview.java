package io.syncline.association;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A link that was too close to call, for a person to choose.
 *
 * @param entity account, contact or deal: what the activity would be linked to
 * @param policyVersion of the rules in force
 * @param choice null while it is open
 */
public record LinkReview(
        UUID id,
        UUID activityId,
        String entity,
        List<Candidate> candidates,
        String explanation,
        Instant since,
        String policyVersion,
        Choice choice) {
    public LinkReview {
        candidates = List.copyOf(candidates);
    }

    /**
     * What it may be linked to.
     *
     * @param name as it is now, or null
     */
    public record Candidate(UUID id, String name) {}

    /**
     * What a person chose.
     *
     * @param candidate null where it is none of them
     * @param by {@code user:<name>}
     */
    public record Choice(UUID candidate, String by, Instant at) {}
}
