package io.syncline.source.telephony;

import static java.util.Objects.requireNonNull;

import io.syncline.event.Direction;
import io.syncline.event.Hashes;
import io.syncline.event.Participant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One state of a call, as a provider told it. What may be null was not said.
 *
 * @param callId the call's id at its provider
 * @param keySuffix tells this state from the call's others, in its event key
 * @param sequence the provider's own counter within the call, or null
 * @param direction {@link Direction#UNKNOWN} when it was not said
 * @param at when this state was reached, or null
 * @param startedAt when the call began, or null
 * @param participants roles from, to and agent
 * @param details attributes of the activity, by name
 */
record CallState(
        String callId,
        String keySuffix,
        Long sequence,
        CallStatus status,
        Direction direction,
        Instant at,
        Instant startedAt,
        List<Participant> participants,
        Map<String, Object> details) {
    CallState {
        requireNonNull(callId);
        requireNonNull(keySuffix);
        requireNonNull(status);
        requireNonNull(direction);
        participants = List.copyOf(participants);
        details = Map.copyOf(details);
    }

    /** Of all that the state means; deliveries of one state have one hash. */
    String contentHash() {
        var fields = new ArrayList<>(List.of(callId, keySuffix, status.word(), direction.word()));
        fields.add(Objects.toString(sequence, null));
        fields.add(Objects.toString(at, null));
        fields.add(Objects.toString(startedAt, null));
        participants.forEach(person -> fields.addAll(
                List.of(person.role(), Objects.toString(person.address(), ""), Objects.toString(person.name(), ""))));
        new TreeMap<>(details).forEach((name, value) -> fields.addAll(List.of(name, value.toString())));
        return Hashes.sha256(fields);
    }
}
