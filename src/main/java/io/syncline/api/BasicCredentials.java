package io.syncline.api;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Refuses Basic credentials that are no Base64, which Quarkus' own mechanism would answer with an error of the server; and
 * asks programs for credentials.
 */
@ApplicationScoped
public class BasicCredentials implements HttpAuthenticationMechanism {
    private static final String SCHEME = "Basic ";
    private static final List<String> PROGRAMS = List.of("/q/", "/hawtio/jolokia");
    /** Before the mechanism that reads them. */
    private static final int FIRST = 10_000;

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        boolean readable = context.request().headers().getAll(HttpHeaders.AUTHORIZATION).stream()
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .allMatch(header -> isBase64(header.substring(SCHEME.length())));
        return readable
                ? Uni.createFrom().nullItem()
                : Uni.createFrom().failure(new AuthenticationFailedException("the credentials are no Base64"));
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text) != null;
        } catch (IllegalArgumentException no) {
            return false;
        }
    }

    /** People are shown the form of the console; whoever scrapes the metrics or speaks JMX is told 401. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return PROGRAMS.stream().anyMatch(context.normalizedPath()::startsWith)
                ? Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", ProblemMappers.CHALLENGE))
                : Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    @Override
    public int getPriority() {
        return FIRST;
    }
}
