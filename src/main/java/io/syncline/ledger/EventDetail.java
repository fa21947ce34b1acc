package io.syncline.ledger;

import java.time.Instant;
import java.util.List;

/**
 * All that is known of an event.
 *
 * @param payload the raw item, or null where it was not kept
 * @param payloadRemoved when and by what it was taken out; null where it was not
 * @param attempts those that did not go through at once
 * @param sightings the first, those that conflict and the latest of the others, by time
 * @param moreSightings how many are left out
 */
@SuppressWarnings("ArrayRecordComponent") // details are never compared
public record EventDetail(
        EventView event,
        String contentType,
        byte[] payload,
        Removed payloadRemoved,
        List<Attempt> attempts,
        List<Sighted> sightings,
        long moreSightings) {
    /**
     * @param by erasure, never-log or retention
     */
    public record Removed(Instant at, String by) {
        static Removed of(LedgerEvent event) {
            return event.payloadRemoved() == null ? null : new Removed(event.payloadRemoved(), event.payloadRemoval());
        }
    }

    /** Why an event without payload cannot be processed again. */
    public String irreplaceable() {
        return payloadRemoved == null
                ? "the payload of the event was not kept, as a rule says: " + event.reason()
                : "the payload of the event was taken out at " + payloadRemoved.at() + " (" + payloadRemoved.by()
                        + "): only an event that has its payload can be processed again";
    }

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

    /**
     * A sighting with what came there, where that differed.
     *
     * @param payload null where it did not differ, was not kept, or would be too much together with the newer ones
     */
    public record Sighted(Seen seen, String contentType, byte[] payload) {}
}
