package io.syncline.ledger;

import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * What is kept of an exception's message. Our own messages, and those of database and network, never quote an item;
 * libraries that read one do, so that only the place is kept where they failed.
 *
 * @param text for people
 * @param constant the part that does not vary from item to item
 */
record FailureMessage(String text, String constant) {
    private static final String OURS = "io.syncline.";

    /** Packages whose exceptions speak of connections and transactions. */
    private static final List<String> QUOTE_NOTHING =
            List.of("java.nio.channels.", "javax.net.ssl.", "jakarta.transaction.", "org.hibernate.");

    /** The virtual machine's own: they speak of the program and its network. */
    private static final List<Class<? extends Throwable>> OF_THE_PROGRAM = List.of(
            VirtualMachineError.class,
            NullPointerException.class,
            ClassCastException.class,
            IndexOutOfBoundsException.class,
            ArithmeticException.class,
            TimeoutException.class,
            InterruptedException.class,
            SocketException.class,
            SocketTimeoutException.class,
            UnknownHostException.class);

    /** SQLSTATE class 22 is about values, which PostgreSQL quotes; in all others it quotes names of the schema. */
    private static final String DATA_EXCEPTION = "22";

    private static final int LONGEST = 2_000;

    private static final Pattern QUOTED =
            Pattern.compile("\"[^\"]*\"|'[^']*'|“[^”]*”|„[^“”]*[“”]|«[^»]*»|»[^«]*«|‹[^›]*›|「[^」]*」");

    /** What varies from item to item: addresses, and numbers and ids of any script, alone or within a word. */
    private static final Pattern VARIABLE =
            Pattern.compile("<[^>]*>|\\S+@\\S+|[\\p{L}_-]*\\p{Nd}(?:[\\p{L}\\p{Nd}_.,:+-]*[\\p{L}\\p{Nd}])?");

    static FailureMessage of(Throwable error) {
        String said = error.getMessage();
        if (said == null || said.isBlank()) {
            return at(error, "");
        }
        String text = said.substring(0, Math.min(said.length(), LONGEST))
                .replace('\0', ' ')
                .strip();
        if (error instanceof SQLException sql) {
            return ofDatabase(text, sql.getSQLState());
        }
        return isKept(error)
                ? new FailureMessage(text, constant(QUOTED.matcher(text).replaceAll("?")))
                : at(error, "; its message is not kept, since it may quote the item");
    }

    private static FailureMessage ofDatabase(String said, String state) {
        boolean ofValues = state != null && state.startsWith(DATA_EXCEPTION);
        String text = ofValues ? QUOTED.matcher(said).replaceAll("(a value)") : said;
        String code = state == null ? "" : state + " ";
        return new FailureMessage(text, code + constant(text));
    }

    private static String constant(String text) {
        return VARIABLE.matcher(text).replaceAll("?");
    }

    private static boolean isKept(Throwable error) {
        String type = error.getClass().getName();
        return error instanceof TransientSyncException
                || error instanceof PermanentSyncException
                || QUOTE_NOTHING.stream().anyMatch(type::startsWith)
                || OF_THE_PROGRAM.stream().anyMatch(one -> one.isInstance(error))
                || Arrays.stream(error.getStackTrace()).limit(1).anyMatch(FailureMessage::isOurs);
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith(OURS);
    }

    /** Where in our code it came up, or else where it was thrown. */
    private static FailureMessage at(Throwable error, String remark) {
        StackTraceElement[] frames = error.getStackTrace();
        Optional<StackTraceElement> frame = Arrays.stream(frames)
                .filter(FailureMessage::isOurs)
                .findFirst()
                .or(() -> Arrays.stream(frames).findFirst());
        String type = error.getClass().getSimpleName();
        String place = frame.map(FailureMessage::place).orElse("an unknown place");
        String line = frame.map(one -> ", line " + one.getLineNumber()).orElse("");
        return new FailureMessage(type + " in " + place + line + remark, type + " in " + place);
    }

    private static String place(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }
}
