package io.syncline.ownership;

import java.io.Serializable;
import java.util.UUID;

record FieldProvenanceId(String entity, UUID entityId, String field) implements Serializable {}
