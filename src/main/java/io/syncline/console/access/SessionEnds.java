package io.syncline.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ends sessions some hours after they began, whatever was done in them: Quarkus' own cookie knows of the last click alone.
 * When a session ends is in a cookie beside that one, sealed with the name that it is for, so that any replica can tell.
 */
@ApplicationScoped
public class SessionEnds implements SecurityIdentityAugmentor {
    static final String COOKIE = "syncline-session-end";

    private final SignInConfig config;
    private final Seal seal;
    private final String session;
    private final Clock clock;

    @Inject
    SessionEnds(
            SignInConfig config,
            @ConfigProperty(name = "quarkus.http.auth.session.encryption-key") String key,
            @ConfigProperty(name = "quarkus.http.auth.form.cookie-name") String session,
            Clock clock) {
        this.config = config;
        this.seal = new Seal(key.getBytes(UTF_8));
        this.session = session;
        this.clock = clock;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(identity);
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context, Map<String, Object> attributes) {
        RoutingContext http = HttpSecurityUtils.getRoutingContextAttribute(attributes);
        if (http == null || identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        String name = identity.getPrincipal().getName();
        if (SignInGuard.isForm(http)) {
            begin(http, name);
        } else if (isOfASession(http.request()) && isOver(http.request(), name)) {
            // Without its cookie the browser is led to the form, and not in circles.
            http.response().addCookie(Cookie.cookie(session, "").setPath("/").setMaxAge(0));
            return Uni.createFrom().failure(new AuthenticationFailedException("the session is over"));
        }
        return Uni.createFrom().item(identity);
    }

    private boolean isOfASession(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null && request.getCookie(session) != null;
    }

    private void begin(RoutingContext http, String name) {
        Instant end = clock.instant().plus(config.longest());
        http.response()
                .addCookie(Cookie.cookie(COOKIE, end.getEpochSecond() + "." + seal.of(text(name, end.getEpochSecond())))
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSecure(http.request().isSSL())
                        .setSameSite(CookieSameSite.LAX));
    }

    private boolean isOver(HttpServerRequest request, String name) {
        Cookie cookie = request.getCookie(COOKIE);
        int dot = cookie == null ? -1 : cookie.getValue().indexOf('.');
        if (dot < 0) {
            return true;
        }
        try {
            long end = Long.parseLong(cookie.getValue().substring(0, dot));
            return clock.instant().getEpochSecond() >= end
                    || !seal.isOf(text(name, end), cookie.getValue().substring(dot + 1));
        } catch (NumberFormatException notOurs) {
            return true;
        }
    }

    private static String text(String name, long end) {
        return end + " " + name;
    }
}
