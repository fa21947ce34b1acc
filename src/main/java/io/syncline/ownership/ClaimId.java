package io.syncline.ownership;

import java.io.Serializable;
import java.util.UUID;

record ClaimId(String entity, UUID entityId, String field, String source, String valueHash) implements Serializable {}
