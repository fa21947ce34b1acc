package io.syncline.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponseException;
import io.syncline.event.PermanentSyncException;
import io.syncline.ledger.Failure;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRefusalsTest {
    private static final String URL = "https://api.acme.example/leads/4711?token=secret";

    @ParameterizedTest(name = "HTTP {0}")
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 529})
    void serverThatIsBusyOrBroken_isTransient(int status) {
        assertThat(failure(camel(status)).transientFailure()).isTrue();
        assertThat(failure(google(status)).transientFailure()).isTrue();
    }

    @ParameterizedTest(name = "HTTP {0}")
    @ValueSource(ints = {301, 400, 401, 403, 404, 409, 410, 413, 422, 451})
    void refusal_isPermanent(int status) {
        assertThat(failure(camel(status)).transientFailure()).isFalse();
        assertThat(failure(google(status)).transientFailure()).isFalse();
    }

    @Test
    void message_namesHostAndStatus_withoutPathQueryAndBody() {
        assertThat(failure(camel(503)).message()).isEqualTo("api.acme.example answered with status 503");
        assertThat(failure(google(404)).message()).isEqualTo("the API answered with status 404");
    }

    @Test
    void otherFailures_stayAsTheyAre() {
        var timeout = new RuntimeCamelException(new SocketTimeoutException("Read timed out"));
        var ours = new RuntimeCamelException(new PermanentSyncException("no such lead", camel(503)));

        assertThat(HttpRefusals.meaning(timeout)).isSameAs(timeout);
        assertThat(HttpRefusals.meaning(ours)).isSameAs(ours);
    }

    private static Failure failure(Exception error) {
        return Failure.of(HttpRefusals.meaning(new RuntimeCamelException(error)));
    }

    private static Exception camel(int status) {
        return new HttpOperationFailedException(URL, status, "because", null, Map.of(), "a secret body");
    }

    private static Exception google(int status) {
        return new HttpResponseException.Builder(status, "because", new HttpHeaders())
                .setContent("a secret body")
                .build();
    }
}
