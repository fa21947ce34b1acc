package io.syncline.ledger;

import io.syncline.event.Hashes;
import java.util.List;

/**
 * Why an attempt failed, and whether trying again can help.
 *
 * @param type the simple name of the exception that decides
 * @param message its message, bounded; no payload
 * @param fingerprint equal for equal causes: the type, and the message without what varies from item to item
 */
public record Failure(boolean transientFailure, String type, String message, String fingerprint) {
    private static final int LONGEST_MESSAGE = 1000;

    /** Of an attempt of which nobody says how it ended: its lease ran out, as when the replica was killed. */
    static final Failure INTERRUPTED = of(
            true,
            "Interrupted",
            "the attempt was interrupted: nothing was heard of it when its lease ran out",
            "the attempt was interrupted");

    public static Failure of(Throwable error) {
        FailureCause cause = FailureCause.of(error);
        FailureMessage message = FailureMessage.of(cause.exception());
        return of(cause.passes(), cause.exception().getClass().getSimpleName(), message.text(), message.constant());
    }

    private static Failure of(boolean passes, String type, String message, String constant) {
        String fingerprint = Hashes.sha256(List.of(type, constant)).substring(0, 16);
        return new Failure(passes, type, clip(message), fingerprint);
    }

    private static String clip(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
    }
}
