package io.syncline.console;

import io.syncline.ownership.FieldView;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The fields of a record, each with where it comes from.
 *
 * @param names of the records that fields hold the ids of
 */
record ProvenancePage(RecordHead head, List<FieldView> fields, Map<UUID, String> names) {
    /** A value as people know it; empty for none. */
    public String say(String value) {
        if (value == null) {
            return "";
        }
        try {
            return names.getOrDefault(UUID.fromString(value), value);
        } catch (IllegalArgumentException noId) {
            return value;
        }
    }
}
