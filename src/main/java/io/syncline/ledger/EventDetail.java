package io.syncline.ledger;

import java.time.Instant;
import java.util.List;

/**
 * All that is known of an event.
 *
 * @param payload the raw item, or null where it was not kept
 * @param attempts those that did not go through at once
 */
@SuppressWarnings("ArrayRecordComponent") // details are never compared
public record EventDetail(
        EventView event, String contentType, byte[] payload, List<Attempt> attempts, List<Seen> sightings) {
    /** An attempt; the result is an outcome. */
    public record Attempt(int attempt, Instant at, String result, String errorType, String error) {}

    /**
     * One place where the item was seen.
     *
     * @param location folder and UID, calendar and id, delivery
     * @param first whether this one brought the event into the ledger
     * @param deliveries how often the source delivered from this very place
     * @param conflict whether the content differed
     */
    public record Seen(
            String connector,
            String location,
            String externalId,
            boolean first,
            int deliveries,
            Instant receivedAt,
            boolean conflict) {}
}
