package io.syncline.timeline;

import io.syncline.event.Direction;
import io.syncline.event.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An activity as a timeline shows it.
 *
 * @param endedAt null where the source gives no end
 * @param actor who acted, null until the activity is associated
 * @param attributes what is particular to the kind: attachments, duration, recording, ...
 */
public record TimelineItem(
        UUID id,
        Kind kind,
        Instant occurredAt,
        Instant endedAt,
        Direction direction,
        String subject,
        String status,
        Map<String, Object> actor,
        Source source,
        List<Person> participants,
        List<LinkedTo> associations,
        String body,
        Map<String, Object> attributes) {
    /**
     * Where it came from: the newest of its events.
     *
     * @param sightings how often items of this activity were seen, at all their places
     */
    public record Source(String connector, String externalId, String eventKey, Instant receivedAt, long sightings) {}

    /**
     * Somebody who took part.
     *
     * @param address an e-mail address or a phone number in E.164; null when the source gave none
     * @param name as the CRM knows it now; of nobody of the CRM as the source gave it; or null
     * @param contactId the contact it is, or null
     * @param userId the user of the organization it is, or null
     * @param response an invited person's answer, or null
     */
    public record Person(String role, String address, String name, UUID contactId, UUID userId, String response) {
        /** Of the contact or the user; null for nobody of the CRM. */
        UUID id() {
            return contactId == null ? userId : contactId;
        }
    }

    /**
     * A link with its receipt.
     *
     * @param entity account, contact or deal
     * @param confidence from 0 to 1
     * @param evidence what the rule went by, and the candidates that lost
     * @param policyVersion of the rules that made it
     */
    public record LinkedTo(
            String entity,
            UUID id,
            String rule,
            BigDecimal confidence,
            String explanation,
            Map<String, Object> evidence,
            String policyVersion) {}
}
