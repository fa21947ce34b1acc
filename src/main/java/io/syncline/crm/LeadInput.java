package io.syncline.crm;

import java.util.UUID;

/** What a person says of a lead: the rest stays as it was submitted. */
public record LeadInput(UUID ownerId) {}
