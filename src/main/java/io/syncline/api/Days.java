package io.syncline.api;

import io.syncline.crm.Fields;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** Reads days in bodies. */
final class Days {
    private static final String EXPECTED = "a day such as 2026-03-02, or null";

    private Days() {}

    /**
     * @return null when the field is absent, or refused
     */
    static LocalDate read(Fields fields, String field) {
        return fields.read(field, null, EXPECTED, node -> Fields.text(node).flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeException noDay) {
                return Optional.empty();
            }
        }));
    }
}
