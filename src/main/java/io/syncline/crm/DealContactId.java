package io.syncline.crm;

import java.io.Serializable;
import java.util.UUID;

record DealContactId(UUID dealId, UUID contactId) implements Serializable {}
