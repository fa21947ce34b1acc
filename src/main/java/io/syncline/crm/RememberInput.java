package io.syncline.crm;

import io.syncline.association.AssociationCorrections.Target;
import io.syncline.event.Address;
import java.time.Instant;
import java.util.UUID;

/**
 * What a person decides about all activities of an address.
 *
 * @param address an e-mail address, for all spellings of its mailbox, or a phone number
 * @param entity account, contact or deal
 * @param linked false where they shall not be linked to it; true unless said otherwise
 * @param since of activities that happened then or later; absent for all
 */
public record RememberInput(String address, String entity, UUID id, Boolean linked, Instant since) {
    /** The same, read. */
    public record Read(Address address, Target target, boolean linked, Instant since) {}
}
