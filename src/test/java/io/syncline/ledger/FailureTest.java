package io.syncline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import jakarta.persistence.LockTimeoutException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.MalformedInputException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.transaction.xa.XAException;
import org.hibernate.exception.GenericJDBCException;
import org.hibernate.exception.JDBCConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class FailureTest {
    @ParameterizedTest(name = "SQLSTATE {0}")
    @ValueSource(
            strings = {
                "08000", "08001", "08003", "08006", "08P01", "0A000", "25006", "25P02", "25P03", "28000", "28P01",
                        "3D000",
                "40001", "40003", "40P01", "53000", "53100", "53200", "53300", "55006", "55P03", "57014", "57P01",
                        "57P02",
                "57P03", "57P05", "58030", "99999", "XX000"
            })
    void passingTroubleOfTheDatabase_isTransient(String state) {
        SQLException error = new SQLException("trouble", state);

        assertThat(Failure.of(error).transientFailure()).isTrue();
        assertThat(wraps(error)).allMatch(wrapped -> Failure.of(wrapped).transientFailure());
    }

    @ParameterizedTest(name = "SQLSTATE {0}")
    @ValueSource(
            strings = {
                "21000", "22001", "22003", "22007", "22021", "22P02", "22P05", "23502", "23503", "23505", "23514",
                "23P01", "2F002", "42501", "42601", "42703", "42P01", "42804", "54000", "55000", "P0001"
            })
    void refusalOfTheData_isPermanent(String state) {
        SQLException error = new SQLException("refused", state);

        assertThat(Failure.of(error).transientFailure()).isFalse();
        assertThat(wraps(error)).noneMatch(wrapped -> Failure.of(wrapped).transientFailure());
    }

    /** As the path throws it: Camel, Hibernate, the transaction manager, proxies and futures put themselves around. */
    private static Stream<Throwable> wraps(SQLException error) {
        return Stream.of(
                new RuntimeException(new RuntimeException(error)),
                new GenericJDBCException("could not execute statement", error, "insert into sync_event ..."),
                new JDBCConnectionException("JDBC exception executing SQL", error),
                new LockTimeoutException("timeout", error),
                new UndeclaredThrowableException(error),
                new InvocationTargetException(error),
                new CompletionException(new ExecutionException(error)),
                rolledBack(error),
                new SystemException("ARJUNA016051").initCause(error),
                new RuntimeException(rolledBack(caused(new XAException(XAException.XAER_RMERR), error))),
                batch(error));
    }

    private static Throwable rolledBack(Throwable reason) {
        var rolledBack = new RollbackException("ARJUNA016053: Could not commit transaction.");
        rolledBack.addSuppressed(reason);
        return rolledBack;
    }

    private static Throwable caused(Throwable error, Throwable cause) {
        return error.initCause(cause);
    }

    private static SQLException batch(SQLException error) {
        var batch = new BatchUpdateException("Batch entry 0 <unknown> was aborted", "XX000", 0, new int[0], null);
        batch.setNextException(error);
        return batch;
    }

    static Stream<Throwable> passing() {
        return Stream.of(
                // As Agroal says it, without a state.
                new SQLException("Sorry, acquisition timeout!"),
                new SQLException("Sorry, no connection", (String) null, new InterruptedException()),
                new SQLTransientConnectionException("pool"),
                new PSQLException(
                        "An I/O error occurred while sending to the backend.",
                        PSQLState.CONNECTION_FAILURE,
                        new SocketException("Connection reset")),
                new PSQLException(
                        "Something unusual has occurred", PSQLState.UNEXPECTED_ERROR, new InterruptedException()),
                new SocketTimeoutException("Read timed out"),
                new SocketException("Connection reset"),
                new ConnectException("Connection refused"),
                new UnknownHostException("db.acme.example"),
                new SSLException("closing inbound before receiving peer's close_notify"),
                new UncheckedIOException(new IOException("Broken pipe")),
                new TimeoutException(),
                new RollbackException("ARJUNA016063: The transaction is not active!"),
                new SystemException("no more"),
                new RuntimeException(new RollbackException("timed out")),
                new OutOfMemoryError("Java heap space"),
                new TransientSyncException("busy", new IllegalStateException()),
                new RuntimeException(new TransientSyncException("busy", new SQLException("refused", "23505"))));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatPasses_isTransient(Throwable error) {
        assertThat(Failure.of(error).transientFailure()).isTrue();
    }

    static Stream<Throwable> staying() {
        return Stream.of(
                new PermanentSyncException("broken", new SocketTimeoutException()),
                new RuntimeException(new PermanentSyncException("broken")),
                new IllegalStateException("a bug"),
                new NullPointerException(),
                new StackOverflowError(),
                new UncheckedIOException(parseFailure("{\"a\": nonsense}")),
                new MalformedInputException(1),
                new ZipException("invalid entry size"),
                catchThrowable(() -> Integer.parseInt("four")),
                catchThrowable(() -> DateTimeFormatter.ISO_DATE.parse("tomorrow")),
                looping());
    }

    @ParameterizedTest
    @MethodSource("staying")
    void whatStays_isPermanent(Throwable error) {
        assertThat(Failure.of(error).transientFailure()).isFalse();
    }

    private static Throwable looping() {
        var first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));
        return first;
    }

    static Stream<List<String>> sameCause() {
        return Stream.of(
                List.of(
                        "durationSeconds is \"soon\" in call 4711",
                        "durationSeconds is \"später, „vielleicht“\" in call 12",
                        "durationSeconds is \"\" in call 1.234.567"),
                List.of("the time is „morgen“", "the time is „明日“"),
                List.of("the time is «demain»", "the time is «завтра»"),
                List.of("folder 'INBOX': 12 mails", "folder 'Éléments envoyés': 3 mails"),
                List.of("no contact has jane@globex.example", "no contact has jörg@bücher.example"),
                List.of(
                        "event 01934f6e-8a30-7c3e-9b1a-4dfe2a0c1b11 is gone",
                        "event 0194abcd-0000-7000-8000-000000000000 is gone"),
                List.of("no row a4f7c1d2-1bd4-428c of CA12ab, 3 tries", "no row b0000000-0000-4000 of CA9f0e, 4 tries"),
                List.of("took 10:30:05 for 1,024 bytes", "took 9:01 for 3 bytes", "took ١٢ for ٣ bytes"));
    }

    @ParameterizedTest
    @MethodSource("sameCause")
    void equalCauses_haveOneFingerprint_whateverTheValues(List<String> messages) {
        assertThat(messages.stream().map(message -> Failure.of(new PermanentSyncException(message))
                        .fingerprint()))
                .hasSize(messages.size())
                .containsOnly(
                        Failure.of(new PermanentSyncException(messages.get(0))).fingerprint());
    }

    @Test
    void otherCauses_haveOtherFingerprints() {
        assertThat(Stream.of(
                                new PermanentSyncException("status is missing; expected one of ringing, completed"),
                                new PermanentSyncException("from is missing; expected a phone number"),
                                new TransientSyncException("from is missing; expected a phone number"),
                                refusal("23505", "duplicate key value violates unique constraint \"lead_pk\""),
                                refusal("23505", "duplicate key value violates unique constraint \"contact_pk\""),
                                refusal("23503", "insert on table \"lead\" violates foreign key \"lead_contact_fk\""),
                                refusal("40P01", "deadlock detected"),
                                refusal("55P03", "canceling statement due to lock timeout"),
                                catchThrowable(() -> Integer.parseInt("four")))
                        .map(error -> Failure.of(error).fingerprint()))
                .doesNotHaveDuplicates();
    }

    @Test
    void message_ofTheDatabase_keepsNamesOfTheSchema_butNoValue() {
        assertThat(Failure.of(refusal("23505", "duplicate key value violates unique constraint \"lead_pk\""))
                        .message())
                .isEqualTo("ERROR: duplicate key value violates unique constraint \"lead_pk\"");
        assertThat(Failure.of(refusal("22P02", "invalid input syntax for type uuid: \"jane@globex.example\""))
                        .message())
                .isEqualTo("ERROR: invalid input syntax for type uuid: (a value)");
        assertThat(Failure.of(refusal("22P02", "invalid input syntax for type uuid: \"a\""))
                        .fingerprint())
                .isEqualTo(Failure.of(refusal("22P02", "invalid input syntax for type uuid: \"b\""))
                        .fingerprint());
    }

    /** What libraries say of what they could not read quotes it. */
    static Stream<Throwable> quoting() {
        return Stream.of(
                parseFailure("{\"email\": secret@globex.example}"),
                new UncheckedIOException(parseFailure("[secret")),
                catchThrowable(() -> Integer.parseInt("secret")),
                catchThrowable(() -> DateTimeFormatter.ISO_DATE.parse("secret")),
                catchThrowable(() -> URI.create("http://secret secret")),
                catchThrowable(() -> Thread.State.valueOf("secret")));
    }

    @ParameterizedTest
    @MethodSource("quoting")
    void message_neverQuotesTheItem(Throwable error) {
        Failure failure = Failure.of(error);

        assertThat(error).hasStackTraceContaining("secret");
        assertThat(failure.message())
                .doesNotContain("secret")
                .contains("Exception in FailureTest.", "its message is not kept");
        assertThat(failure.transientFailure()).isFalse();
    }

    @Test
    void message_isBoundedAndPrintable() {
        assertThat(Failure.of(new PermanentSyncException("x".repeat(5_000))).message())
                .hasSize(1_001)
                .endsWith("…");
        assertThat(Failure.of(new PermanentSyncException("a\0b")).message()).isEqualTo("a b");
        assertThat(Failure.of(new NullPointerException()).message()).startsWith("NullPointerException in FailureTest.");
    }

    @Test
    void type_isThatOfTheExceptionThatDecides() {
        Failure failure = Failure.of(new RuntimeException(
                new JDBCConnectionException("JDBC exception", new SQLException("terminating connection", "57P01"))));

        assertThat(failure.type()).isEqualTo("SQLException");
        assertThat(failure.message()).isEqualTo("terminating connection");
    }

    private static SQLException refusal(String state, String message) {
        return new PSQLException(
                new ServerErrorMessage("SERROR\0C" + state + "\0M" + message + "\0DKey (email)=(secret) exists.\0"),
                false);
    }

    private static IOException parseFailure(String text) {
        try {
            JsonMapper.builder().build().readTree(text);
        } catch (IOException e) {
            return e;
        }
        throw new AssertionError("it was read");
    }
}
