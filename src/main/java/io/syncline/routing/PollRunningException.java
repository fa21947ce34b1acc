package io.syncline.routing;

/** The connector is being polled already. */
public class PollRunningException extends IllegalStateException {
    PollRunningException(String connector) {
        super("connector " + connector + " is being polled already, here or by another replica");
    }
}
