package io.syncline.ledger;

import io.syncline.event.Hashes;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Why an attempt failed, and whether trying again can help.
 *
 * @param type the simple name of the exception that is the cause
 * @param message its message, bounded; no payload
 * @param fingerprint equal for equal causes: the type and the message without its numbers, quoted values and addresses
 */
public record Failure(boolean transientFailure, String type, String message, String fingerprint) {
    private static final int LONGEST_MESSAGE = 1000;

    /**
     * Classes of SQLSTATE (PostgreSQL, appendix A) that pass: connection (08), rollback by deadlock or serialization
     * (40), resources (53), lock not available (55P03), operator intervention (57).
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57");

    private static final Pattern VARIABLE =
            Pattern.compile("\"[^\"]*\"|'[^']*'|<[^>]*>|\\S+@\\S+|[0-9a-fA-F-]{8,}|\\d+");

    public static Failure of(Throwable error) {
        Throwable cause = cause(error);
        String type = cause.getClass().getSimpleName();
        String message =
                clip(cause.getMessage() == null ? type : cause.getMessage().replace('\0', ' '));
        String fingerprint =
                Hashes.sha256(List.of(type, VARIABLE.matcher(message).replaceAll("?")));
        return new Failure(isTransient(error), type, message, fingerprint.substring(0, 16));
    }

    /** The exception that answers "retry or stop?": ours where there is one, else the innermost. */
    private static Throwable cause(Throwable error) {
        Throwable current = error;
        while (!isOurs(current) && current.getCause() != null && current.getCause() != current) {
            current = current.getCause();
        }
        return current;
    }

    private static boolean isOurs(Throwable error) {
        return error instanceof TransientSyncException || error instanceof PermanentSyncException;
    }

    private static boolean isTransient(Throwable error) {
        for (Throwable current = error; current != null; current = current.getCause()) {
            if (current instanceof PermanentSyncException) {
                return false;
            }
            if (current instanceof TransientSyncException
                    || current instanceof IOException
                    || current instanceof TimeoutException
                    || current instanceof SQLTransientException
                    || (current instanceof SQLException sql && isTransient(sql.getSQLState()))) {
                return true;
            }
            if (current.getCause() == current) {
                break;
            }
        }
        return false;
    }

    private static boolean isTransient(String state) {
        return state != null
                && (state.equals("55P03")
                        || (state.length() == 5 && TRANSIENT_CLASSES.contains(state.substring(0, 2))));
    }

    private static String clip(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
    }
}
