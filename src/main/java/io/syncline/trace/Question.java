package io.syncline.trace;

import io.syncline.event.Address;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All that a text may name; most texts are ids of several kinds at once, and each is looked up.
 *
 * @param id of an event or an activity
 * @param externalIds the sources' own ids, as each kind of source spells them
 * @param meanings the same as words: event-id, event-key, message-id, calendar-id, call-id, submission-id,
 *     email-address, phone-number
 */
record Question(
        String text, Optional<UUID> id, List<String> externalIds, List<Address> addresses, List<String> meanings) {
    Question {
        externalIds = List.copyOf(externalIds);
        addresses = List.copyOf(addresses);
        meanings = List.copyOf(meanings);
    }
}
