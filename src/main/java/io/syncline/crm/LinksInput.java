package io.syncline.crm;

import io.syncline.association.AssociationCorrections.Target;
import java.util.List;

/** All links that an activity shall have. */
public record LinksInput(List<Target> links) {}
