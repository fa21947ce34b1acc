package io.syncline.ledger;

import io.syncline.event.Hashes;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
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
     * Classes of SQLSTATE (PostgreSQL, appendix A) that say nothing of the data, and pass: connection (08), transaction
     * state such as a standby that is not yet primary (25), authorization while a password changes (28), rollback by
     * deadlock or serialization (40), resources (53), operator intervention (57), the server's disk (58), its own faults
     * (XX), and the driver's (99).
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "25", "28", "40", "53", "57", "58", "99", "XX");

    private static final String LOCK_NOT_AVAILABLE = "55P03";

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
        boolean transaction = false;
        for (Throwable current = error; current != null; current = current.getCause()) {
            if (current instanceof PermanentSyncException) {
                return false;
            }
            if (current instanceof TransientSyncException
                    || current instanceof IOException
                    || current instanceof TimeoutException
                    || current instanceof SQLTransientException) {
                return true;
            }
            if (current instanceof SQLException sql) {
                return isTransient(sql.getSQLState());
            }
            transaction |= current instanceof RollbackException || current instanceof SystemException;
            if (current.getCause() == current) {
                break;
            }
        }
        // Without a word of the database: it took too long, or was gone at the commit.
        return transaction;
    }

    /** What has no state did not come from the database: the pool had no connection to give. */
    private static boolean isTransient(String state) {
        return state == null
                || state.equals(LOCK_NOT_AVAILABLE)
                || (state.length() == 5 && TRANSIENT_CLASSES.contains(state.substring(0, 2)));
    }

    private static String clip(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
    }
}
