package io.syncline.operation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a connector fares, in one word. */
public enum ConnectorState {
    /** It does what it should. */
    HEALTHY,
    /** It works, and items have been waiting for longer than its threshold. */
    LAGGING,
    /** Its last reads failed, as often in a row as its threshold says, or its routes cannot be made. */
    FAILING,
    /**
     * Nothing fails, and nothing comes: the source holds more and the checkpoint stands still, or the source has not been
     * read, or has not called, for too long.
     */
    SILENT,
    /** Nobody lets it run: by the configuration, its routes, or a pause. */
    STOPPED;

    /** The word of the API. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
