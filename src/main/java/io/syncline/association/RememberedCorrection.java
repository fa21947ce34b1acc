package io.syncline.association;

import java.time.Instant;
import java.util.UUID;

/**
 * What a person decided about all activities of an address, until it is revoked.
 *
 * @param address an e-mail address, for all spellings of its mailbox, or a phone number
 * @param entity account, contact or deal
 * @param linked false where activities of the address shall not be linked to it
 * @param since of activities that happened then or later; null for all
 * @param actor who decided it
 * @param activityId the activity at which it was decided, or null
 */
public record RememberedCorrection(
        UUID id,
        String address,
        String entity,
        UUID entityId,
        boolean linked,
        Instant since,
        String actor,
        Instant decidedAt,
        UUID activityId) {}
