package io.syncline.crm;

import io.syncline.association.AssociationCorrections.Target;
import java.util.List;

/**
 * All links that an activity shall have.
 *
 * @param remember an address or number of a participant: what is decided here holds for its activities from now on; absent:
 *     for this activity alone
 */
public record LinksInput(List<Target> links, String remember) {}
