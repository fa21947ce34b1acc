package io.syncline.event;

/** It fails every time until the data, a mapping or the configuration changes: the event becomes a dead letter. */
public class PermanentSyncException extends RuntimeException {
    public PermanentSyncException(String message) {
        super(message);
    }

    public PermanentSyncException(String message, Throwable cause) {
        super(message, cause);
    }
}
