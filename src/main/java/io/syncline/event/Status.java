package io.syncline.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an event stands in the ledger. */
public enum Status {
    APPLIED,
    RETRYING,
    DEAD,
    DISCARDED;

    /** The word used in the API and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Status of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
