package io.syncline.ownership;

import java.util.UUID;

/** A field of one record. */
public record FieldId(String entity, UUID id, String field) {}
