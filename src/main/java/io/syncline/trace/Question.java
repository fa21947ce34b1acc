package io.syncline.trace;

import io.syncline.event.Address;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All that a text may name; most texts are ids of several kinds at once, and each is looked up.
 *
 * @param id of an event or an activity
 * @param address whose mailbox in any spelling, or a number
 * @param externalIds the sources' own ids, as each kind of source spells them
 * @param meanings the same as words: event-id, event-key, message-id, calendar-id, call-id, submission-id,
 *     email-address, phone-number
 */
record Question(
        String text, Optional<UUID> id, List<String> externalIds, Optional<Address> address, List<String> meanings) {
    Question {
        externalIds = List.copyOf(externalIds);
        meanings = List.copyOf(meanings);
    }
}
