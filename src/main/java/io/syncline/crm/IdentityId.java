package io.syncline.crm;

import java.io.Serializable;
import java.util.UUID;

record IdentityId(String kind, String value, UUID holder) implements Serializable {}
