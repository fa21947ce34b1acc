package io.syncline.ledger;

import com.fasterxml.jackson.core.JacksonException;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.io.UTFDataFormatException;
import java.io.UnsupportedEncodingException;
import java.net.MalformedURLException;
import java.nio.charset.CharacterCodingException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipException;
import javax.transaction.xa.XAException;

/**
 * The exception that answers "retry or stop?", found under all that wraps it.
 *
 * @param passes whether trying again can help
 */
record FailureCause(Throwable exception, boolean passes) {
    /**
     * Classes of SQLSTATE (PostgreSQL, appendix A) that say nothing of the data, and pass: connection (08), a plan that
     * a migration made void (0A), transaction state such as a standby that is not yet primary (25), authorization while
     * a password changes (28), a database that is being restored (3D), rollback by deadlock or serialization (40),
     * resources (53), operator intervention and timeouts (57), the server's disk (58), its own faults (XX), and the
     * driver's (99).
     */
    private static final Set<String> PASSING_CLASSES =
            Set.of("08", "0A", "25", "28", "3D", "40", "53", "57", "58", "99", "XX");

    /** Locks: one that was not to be had in time, an object that others use. */
    private static final Set<String> PASSING_STATES = Set.of("55P03", "55006");

    /** Of the network and of what waits; all others are about the data or our own mistakes. */
    private static final List<Class<? extends Throwable>> PASSING = List.of(
            SQLTransientException.class,
            SQLRecoverableException.class,
            TimeoutException.class,
            InterruptedException.class,
            CancellationException.class,
            RejectedExecutionException.class,
            OutOfMemoryError.class);

    /** These are what the data of an item causes, though their type says input and output. */
    private static final List<Class<? extends IOException>> OF_THE_DATA = List.of(
            JacksonException.class,
            CharacterCodingException.class,
            MalformedURLException.class,
            ObjectStreamException.class,
            UTFDataFormatException.class,
            UnsupportedEncodingException.class,
            ZipException.class);

    /** What the transaction manager says when it knows no more than that the transaction was rolled back. */
    private static final List<Class<? extends Exception>> OF_THE_TRANSACTION = List.of(
            RollbackException.class,
            SystemException.class,
            HeuristicMixedException.class,
            HeuristicRollbackException.class,
            XAException.class);

    static FailureCause of(Throwable error) {
        List<Throwable> causes = new ArrayList<>();
        collect(error, causes, Collections.newSetFromMap(new IdentityHashMap<>()));
        for (Throwable cause : causes) {
            if (cause instanceof PermanentSyncException) {
                return new FailureCause(cause, false);
            }
            if (cause instanceof TransientSyncException || isOne(cause, PASSING)) {
                return new FailureCause(cause, true);
            }
            if (cause instanceof SQLException sql) {
                SQLException said = innermost(sql);
                return new FailureCause(said, passes(said));
            }
            if (cause instanceof IOException) {
                return new FailureCause(cause, !isOne(cause, OF_THE_DATA));
            }
        }
        // It took too long, or the database was gone at the commit, without a word of it.
        return causes.stream()
                .filter(cause -> isOne(cause, OF_THE_TRANSACTION))
                .findFirst()
                .map(cause -> new FailureCause(cause, true))
                .orElseGet(() -> new FailureCause(root(error), false));
    }

    /** From the outermost in; what a transaction suppressed is the reason why it was rolled back. */
    private static void collect(Throwable error, List<Throwable> causes, Set<Throwable> seen) {
        if (error != null && seen.add(error)) {
            causes.add(error);
            if (isOne(error, OF_THE_TRANSACTION)) {
                for (Throwable reason : error.getSuppressed()) {
                    collect(reason, causes, seen);
                }
            }
            collect(error.getCause(), causes, seen);
        }
    }

    private static boolean isOne(Throwable error, List<? extends Class<? extends Throwable>> types) {
        return types.stream().anyMatch(type -> type.isInstance(error));
    }

    /** Of statements in a batch the one that was refused; of a pool's or a data source's exception the driver's. */
    private static SQLException innermost(SQLException error) {
        SQLException current = error;
        for (int depth = 0; depth < 10; depth++) {
            if (current.getNextException() != null) {
                current = current.getNextException();
            } else if (current.getCause() instanceof SQLException inner) {
                current = inner;
            } else {
                break;
            }
        }
        return current;
    }

    /** What has no state did not come from the database: the pool had no connection to give. */
    private static boolean passes(SQLException error) {
        String state = error.getSQLState();
        return isOne(error, PASSING)
                || state == null
                || state.isEmpty()
                || PASSING_STATES.contains(state)
                || (state.length() == 5 && PASSING_CLASSES.contains(state.substring(0, 2)));
    }

    private static Throwable root(Throwable error) {
        Throwable root = error;
        for (int depth = 0; depth < 100 && root.getCause() != null && root.getCause() != root; depth++) {
            root = root.getCause();
        }
        return root;
    }
}
