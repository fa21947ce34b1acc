package io.syncline.association;

import io.syncline.event.Address;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the CRM knows that bears on one activity.
 *
 * @param holders by address, who it belongs to
 * @param accountsByDomain the account of each participant's company domain (the longest suffix that an account has);
 *     freemail domains are never in here
 * @param deals that were open when the activity happened, of the contacts and accounts at hand
 * @param thread links, by their own evidence, of the activities in the same thread
 */
record Evidence(
        Map<Address, Holder> holders,
        Map<Address, DomainAccount> accountsByDomain,
        List<Deal> deals,
        List<ThreadLinkEvidence> thread) {

    /** Whose address it is: a contact or a user. */
    record Holder(UUID contactId, String name, UUID accountId, String accountName, UUID userId) {
        boolean isContact() {
            return contactId != null;
        }
    }

    /** An account found by domain. */
    record DomainAccount(UUID accountId, String accountName, String domain) {}

    /**
     * A deal to choose from.
     *
     * @param openedAt null where nobody said so
     * @param contacts those at hand that have a role in it
     */
    record Deal(UUID id, UUID accountId, Instant openedAt, List<UUID> contacts) {}

    /** A link of another activity of the thread. */
    record ThreadLinkEvidence(UUID activityId, String entity, UUID entityId) {}
}
