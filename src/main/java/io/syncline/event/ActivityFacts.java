package io.syncline.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * What one event says about its activity. In a snapshot every field is meant, null included; in a partial event null
 * means that the event says nothing of it.
 *
 * @param occurredAt when it happened; of partial events the earliest counts
 * @param endedAt when it ended; of partial events the latest counts
 * @param subject one line
 * @param status sent or received for e-mail; confirmed, tentative or cancelled for a meeting; initiated, ringing,
 *     answered, completed, missed or voicemail for a call; submitted for a lead
 * @param statusPrecedence of two partial events with a status the higher one stands, whatever their sequence: a call
 *     that was completed does not ring again
 * @param body plain text, or null
 * @param attributes what else is worth showing, by name; values are JSON (strings, numbers, booleans, lists, maps)
 */
public record ActivityFacts(
        Instant occurredAt,
        Instant endedAt,
        Direction direction,
        String subject,
        String status,
        int statusPrecedence,
        String body,
        List<Participant> participants,
        Map<String, Object> attributes) {
    public ActivityFacts {
        // PostgreSQL keeps microseconds: what was read back equals what was written.
        occurredAt = occurredAt == null ? null : occurredAt.truncatedTo(ChronoUnit.MICROS);
        endedAt = endedAt == null ? null : endedAt.truncatedTo(ChronoUnit.MICROS);
        participants = List.copyOf(participants);
        attributes = Map.copyOf(attributes);
    }
}
