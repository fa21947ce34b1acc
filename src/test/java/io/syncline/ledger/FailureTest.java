package io.syncline.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import jakarta.transaction.RollbackException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {
    @ParameterizedTest(name = "SQLSTATE {0}")
    @ValueSource(strings = {"08006", "25006", "28P01", "40001", "40P01", "53300", "55P03", "57P01", "99999"})
    void passingTroubleOfTheDatabase_isTransient(String state) {
        assertThat(Failure.of(new RuntimeException(new SQLException("trouble", state)))
                        .transientFailure())
                .isTrue();
    }

    @Test
    void poolWithoutAConnection_andTransactionThatTookTooLong_areTransient() {
        // As Agroal says it
        assertThat(Failure.of(new RuntimeException(new SQLException("Sorry, acquisition timeout!")))
                        .transientFailure())
                .isTrue();
        // As the PostgreSQL driver says it, when the pool interrupts a connection attempt
        assertThat(Failure.of(new SQLException(
                                "Something unusual has occurred", "99999", new RuntimeException("Interrupted")))
                        .transientFailure())
                .isTrue();
        assertThat(Failure.of(new RuntimeException(new RollbackException("aborted")))
                        .transientFailure())
                .isTrue();
        assertThat(Failure.of(rolledBackFor(new SQLException("refused", "23505")))
                        .transientFailure())
                .isFalse();
    }

    private static Exception rolledBackFor(Exception cause) {
        var rolledBack = new RollbackException("rolled back");
        rolledBack.initCause(cause);
        return rolledBack;
    }

    @ParameterizedTest(name = "SQLSTATE {0}")
    @ValueSource(strings = {"23505", "22021", "42P01"})
    void refusalOfTheData_isPermanent(String state) {
        assertThat(Failure.of(new RuntimeException(new SQLException("refused", state)))
                        .transientFailure())
                .isFalse();
    }

    @Test
    void typeOfTheException_decidesBeforeItsCause() {
        assertThat(Failure.of(new PermanentSyncException("broken", new SocketTimeoutException()))
                        .transientFailure())
                .isFalse();
        assertThat(Failure.of(new TransientSyncException("busy", new IllegalStateException()))
                        .transientFailure())
                .isTrue();
        assertThat(Failure.of(new RuntimeException(new SocketTimeoutException("slow")))
                        .transientFailure())
                .isTrue();
        assertThat(Failure.of(new IllegalStateException("a bug")).transientFailure())
                .isFalse();
    }

    @Test
    void equalCauses_haveOneFingerprint() {
        Failure one = Failure.of(new PermanentSyncException("field \"durationSeconds\" is \"soon\" in call 4711"));
        Failure two = Failure.of(new PermanentSyncException("field \"durationSeconds\" is \"later\" in call 12"));
        Failure other = Failure.of(new PermanentSyncException("no status"));

        assertThat(one.fingerprint()).isEqualTo(two.fingerprint()).isNotEqualTo(other.fingerprint());
    }
}
