package io.syncline.ledger;

import io.syncline.event.SourceEvent;
import io.syncline.event.SourceEvent.Exclusion;
import java.time.Instant;
import java.util.UUID;

/**
 * What the ledger keeps of an event that could be read.
 *
 * @param event under its final key
 * @param dedupKey the content's key, where the source gives no stable id, else null
 */
record NewRow(UUID id, SourceEvent event, String dedupKey, Instant now) {
    static NewRow of(UUID id, SourceEvent event, String finalKey, Instant now) {
        String dedupKey = event.key().window().isPresent() ? event.key().value() : null;
        return new NewRow(id, event.keyed(finalKey), dedupKey, now);
    }

    String key() {
        return event.key().value();
    }

    UUID activityId() {
        return event.activityId();
    }

    /** What applying it does, as far as is known before: making an activity, or nothing. */
    String outcome() {
        return event.exclusion().isPresent() ? "excluded" : "created";
    }

    String reason() {
        return event.exclusion().map(Exclusion::reason).orElse(null);
    }

    byte[] payload() {
        return keepsPayload(event) ? event.delivery().payload() : null;
    }

    static boolean keepsPayload(SourceEvent event) {
        return event.exclusion().map(Exclusion::keepPayload).orElse(true);
    }
}
