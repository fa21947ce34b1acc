package io.syncline.console.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.spi.runtime.AuthenticationFailureEvent;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Stands before whoever knows the passwords, of the form and of Basic credentials alike: it lets nobody in itself. */
@ApplicationScoped
public class SignInGuard implements IdentityProvider<UsernamePasswordAuthenticationRequest>, SecurityIdentityAugmentor {
    private static final int FIRST = 10_000;
    private static final String NAME = SignInGuard.class.getName() + ".name";

    private final SignInThrottle throttle;
    private final Event<SignedIn> signedIn;

    @Inject
    SignInGuard(SignInConfig config, Event<SignedIn> signedIn, Clock clock) {
        this.signedIn = signedIn;
        this.throttle = new SignInThrottle(config.tries(), config.pause(), clock);
    }

    /** Somebody has signed in by the form. */
    record SignedIn(String name, String address) {}

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public int priority() {
        return FIRST;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        RoutingContext http = HttpSecurityUtils.getRoutingContextAttribute(request);
        if (http == null) {
            return Uni.createFrom().nullItem();
        }
        Optional<Duration> refusal = throttle.refusal(request.getUsername(), address(http));
        if (refusal.isPresent()) {
            return Uni.createFrom().failure(new TooManyTriesException(refusal.get()));
        }
        http.put(NAME, request.getUsername());
        return Uni.createFrom().nullItem();
    }

    void failed(@Observes AuthenticationFailureEvent event) {
        if (event.getEventProperties().get(RoutingContext.class.getName()) instanceof RoutingContext http) {
            String name = http.remove(NAME);
            if (name != null) {
                throttle.failed(name, address(http));
            }
        }
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(identity);
    }

    /** Whoever comes here was right. */
    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context, Map<String, Object> attributes) {
        RoutingContext http = HttpSecurityUtils.getRoutingContextAttribute(attributes);
        String name = http == null ? null : http.remove(NAME);
        if (name != null) {
            throttle.succeeded(name, address(http));
            if (isForm(http)) {
                signedIn.fireAsync(new SignedIn(name, address(http)));
            }
        }
        return Uni.createFrom().item(identity);
    }

    static boolean isForm(RoutingContext http) {
        return http.normalizedPath().equals("/j_security_check");
    }

    /** Behind a proxy the client's, where the proxy is trusted to say it (quarkus.http.proxy). */
    static String address(RoutingContext http) {
        return http.request().remoteAddress().hostAddress();
    }
}
