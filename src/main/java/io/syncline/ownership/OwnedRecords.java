package io.syncline.ownership;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The records of one entity, as far as their fields are owned. Implemented by whoever keeps the table. */
public interface OwnedRecords {
    /** account, contact, deal or lead. */
    String entity();

    /** Its owned fields as texts, null where they are empty; nothing when there is no such record, or it was erased. */
    Optional<Map<String, String>> read(UUID id);

    /** The same, and nobody else changes the record before the transaction ends. */
    Optional<Map<String, String>> lock(UUID id);

    /** Its lists, such as addresses, by their names: unions, to which sources only add. */
    default Map<String, List<String>> lists(UUID id) {
        return Map.of();
    }

    /** Writes a field, with all that follows from it. */
    void write(UUID id, String field, String value);
}
