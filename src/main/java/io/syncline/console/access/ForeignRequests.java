package io.syncline.console.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Set;

/**
 * Refuses what the page of another site makes a browser send with the cookie of whoever is signed in. Browsers say where
 * a request comes from (Fetch Metadata, and Origin where they do not trust the connection); programs say nothing.
 */
@ApplicationScoped
public class ForeignRequests {
    /** Before whoever sends it is asked for. */
    private static final int FIRST = 1_000;

    private static final Set<HttpMethod> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OWN = Set.of("same-origin", "none");

    void guard(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        // Webhooks know their senders by other means than a cookie, and forms of other sites are among them.
        boolean called = context.normalizedPath().startsWith("/webhooks/");
        if (called || HARMLESS.contains(request.method()) || isOwn(request)) {
            context.next();
        } else {
            context.response().setStatusCode(403).end("The page of another site sent this.");
        }
    }

    private static boolean isOwn(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OWN.contains(site);
        }
        String origin = request.getHeader("Origin");
        return origin == null || isOf(origin, request.getHeader("Host"));
    }

    static boolean isOf(String origin, String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException noOrigin) {
            return false;
        }
    }
}
