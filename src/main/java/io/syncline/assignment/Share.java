package io.syncline.assignment;

import io.syncline.event.Hashes;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Shares records out among users: evenly, and the same record to the same user in whatever order records come and however
 * often, which a counter could not. When a user goes, only that user's records would go to others (rendezvous hashing).
 */
final class Share {
    private Share() {}

    /**
     * @param record what identifies it
     */
    static Optional<String> of(String record, Collection<String> users) {
        return users.stream().max(Comparator.comparing(user -> Hashes.sha256(List.of(record, user))));
    }
}
