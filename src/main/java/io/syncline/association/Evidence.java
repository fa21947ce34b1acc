package io.syncline.association;

import io.syncline.event.Address;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the CRM knows that bears on one activity.
 *
 * @param holders by address, who it belongs to
 * @param contested by address or number, the contacts that it may belong to where those are several
 * @param accountsByDomain the account of each participant's company domain (the longest suffix that an account has);
 *     freemail domains are never in here
 * @param ofOtherEmployers addresses at a company that is not their contact's account, of contacts who have an address at
 *     that one too: people who have moved, or hold two offices
 * @param remembered what people decided about activities of these addresses
 * @param chosen what people chose of candidates that were too close to call
 * @param deals that were open when the activity happened, of the contacts and accounts at hand
 * @param thread links, by their own evidence, of the activities in the same thread
 */
record Evidence(
        Map<Address, Holder> holders,
        Map<Address, List<Holder>> contested,
        Map<Address, DomainAccount> accountsByDomain,
        Set<Address> ofOtherEmployers,
        List<Remembered> remembered,
        List<Chosen> chosen,
        List<Deal> deals,
        List<ThreadLinkEvidence> thread) {

    boolean isOfAnotherEmployer(Address address) {
        return ofOtherEmployers.contains(address);
    }

    /** Whose each address is, where one is known or a person chose one of several. */
    Map<Address, Holder> recognised() {
        Map<Address, Holder> all = new HashMap<>(holders);
        contested.forEach((address, candidates) -> candidates.stream()
                .filter(holder -> chosen.contains(new Chosen("contact", holder.contactId(), holder.accountId())))
                .findFirst()
                .ifPresent(holder -> all.put(address, holder)));
        return all;
    }

    /** Whose address it is: a contact or a user. */
    record Holder(UUID contactId, String name, UUID accountId, String accountName, UUID userId) {
        boolean isContact() {
            return contactId != null;
        }
    }

    /** An account found by domain. */
    record DomainAccount(UUID accountId, String accountName, String domain) {}

    /**
     * A remembered correction.
     *
     * @param accountId of a contact: its account, or null
     */
    record Remembered(Address address, String entity, UUID id, boolean linked, String actor, UUID accountId) {}

    /**
     * A person's choice for this activity alone.
     *
     * @param accountId of a contact: its account, or null
     */
    record Chosen(String entity, UUID id, UUID accountId) {}

    /**
     * A deal to choose from.
     *
     * @param openedAt null where nobody said so
     * @param contacts those at hand that have a role in it
     */
    record Deal(UUID id, UUID accountId, Instant openedAt, List<UUID> contacts) {}

    /**
     * A link of another activity of the thread.
     *
     * @param accountId of a deal: its account, or null
     */
    record ThreadLinkEvidence(UUID activityId, String entity, UUID entityId, UUID accountId) {}
}
