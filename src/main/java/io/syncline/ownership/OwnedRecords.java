package io.syncline.ownership;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The records of one entity, as far as their fields are owned. Implemented by whoever keeps the table. */
public interface OwnedRecords {
    /** account, contact or deal. */
    String entity();

    /** Its owned fields as texts, null where they are empty; nothing when there is no such record, or it was erased. */
    Optional<Map<String, String>> read(UUID id);

    /** The same, and nobody else changes the record before the transaction ends. */
    Optional<Map<String, String>> lock(UUID id);

    /** Writes a field, with all that follows from it. */
    void write(UUID id, String field, String value);
}
