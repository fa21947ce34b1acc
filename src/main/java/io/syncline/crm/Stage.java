package io.syncline.crm;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a deal stands. */
public enum Stage {
    OPEN,
    WON,
    LOST;

    /** The word used in the API and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Stage> of(String word) {
        return Stream.of(values()).filter(stage -> stage.word().equals(word)).findFirst();
    }
}
