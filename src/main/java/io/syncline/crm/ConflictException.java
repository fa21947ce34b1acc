package io.syncline.crm;

/** A request that is right by itself, and contradicts what is there. */
public class ConflictException extends IllegalStateException {
    public ConflictException(String message) {
        super(message);
    }
}
