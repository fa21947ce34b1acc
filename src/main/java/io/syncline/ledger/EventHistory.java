package io.syncline.ledger;

import io.syncline.ledger.EventDetail.Attempt;
import io.syncline.ledger.EventDetail.Seen;
import java.util.List;
import java.util.UUID;

/**
 * An event with all that happened to it, its payloads aside.
 *
 * @param item the activity that it is of, filed or not; its own id when it could not be read
 * @param payloadKept whether the raw item is in the ledger
 * @param attempts those that did not go through at once, the latest
 * @param sightings the first, those that conflict and the latest of the others, by time
 * @param moreSightings how many are left out
 */
public record EventHistory(
        EventView event,
        UUID item,
        boolean payloadKept,
        List<Attempt> attempts,
        List<Seen> sightings,
        long moreSightings) {}
