package io.syncline.event;

/** It failed now and may succeed later, unchanged: the event is parked and tried again. */
public class TransientSyncException extends RuntimeException {
    public TransientSyncException(String message) {
        super(message);
    }

    public TransientSyncException(String message, Throwable cause) {
        super(message, cause);
    }
}
