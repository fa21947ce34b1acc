package io.syncline.association;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** A link that was too close to call: the candidates, for a person to choose from. */
record Review(String entity, List<UUID> candidates, String explanation) {
    Review without(Collection<UUID> ruledOut) {
        return new Review(
                entity,
                candidates.stream()
                        .filter(candidate -> !ruledOut.contains(candidate))
                        .toList(),
                explanation);
    }
}
