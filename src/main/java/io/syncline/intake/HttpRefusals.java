package io.syncline.intake;

import com.google.api.client.http.HttpResponseException;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import java.net.URI;
import java.util.Set;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Says what an HTTP answer means that a step of the path failed with: a server that is busy or broken passes, a refusal
 * stays. Without the URL's path and query, which may hold secrets, and without the body.
 */
final class HttpRefusals {
    /** Request timeout, too early, too many requests (RFC 9110, 8470, 6585). */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private HttpRefusals() {}

    /** The failure in our words where an HTTP answer is its cause; all others stay as they are. */
    static Throwable meaning(Throwable error) {
        Throwable current = error;
        for (int depth = 0; depth < 100 && current != null; depth++) {
            if (current instanceof PermanentSyncException || current instanceof TransientSyncException) {
                return error;
            }
            if (current instanceof HttpOperationFailedException refusal) {
                return answered(host(refusal.getUri()), refusal.getStatusCode(), error);
            }
            if (current instanceof HttpResponseException refusal) {
                return answered("the API", refusal.getStatusCode(), error);
            }
            current = current.getCause();
        }
        return error;
    }

    private static RuntimeException answered(String who, int status, Throwable error) {
        String message = who + " answered with status " + status;
        return status >= 500 || PASSING.contains(status)
                ? new TransientSyncException(message, error)
                : new PermanentSyncException(message, error);
    }

    private static String host(String uri) {
        try {
            String host = URI.create(uri).getHost();
            return host == null ? "the server" : host;
        } catch (IllegalArgumentException notAUri) {
            return "the server";
        }
    }
}
