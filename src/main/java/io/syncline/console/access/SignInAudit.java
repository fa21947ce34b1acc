package io.syncline.console.access;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.quarkus.security.spi.runtime.AuthenticationFailureEvent;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.console.access.SignInGuard.SignedIn;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * Writes who signed in by the form, and where a user's password was wrong. Wrong passwords are as many as
 * {@link SignInThrottle} lets through; names that are no user's are not kept: one may be a password in the wrong field.
 */
@ApplicationScoped
class SignInAudit {
    private static final String USERS = "quarkus.security.users.embedded.users.";

    private final Audit audit;
    private final Set<String> users;

    @Inject
    SignInAudit(Audit audit, Config config) {
        this.audit = audit;
        this.users = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(USERS))
                .map(name -> name.substring(USERS.length()))
                .collect(toUnmodifiableSet());
    }

    @Transactional
    void granted(@ObservesAsync SignedIn event) {
        record(event.name(), "signed-in", event.address(), "user:" + event.name());
    }

    @Transactional
    void refused(@ObservesAsync AuthenticationFailureEvent event) {
        boolean looked = !(event.getAuthenticationFailure() instanceof TooManyTriesException);
        if (looked
                && event.getEventProperties().get(RoutingContext.class.getName()) instanceof RoutingContext http
                && SignInGuard.isForm(http)) {
            String name = http.request().getFormAttribute("j_username");
            if (name != null && users.contains(name)) {
                record(name, "refused", SignInGuard.address(http), "syncline");
            }
        }
    }

    private void record(String user, String action, String address, String actor) {
        audit.record(new AuditEntry(
                "session", user, action, null, Map.of("address", address), "sign-in", null, null, null, actor));
    }
}
