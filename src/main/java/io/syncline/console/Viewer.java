package io.syncline.console;

import io.quarkus.security.identity.SecurityIdentity;
import io.syncline.crm.Editor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who looks at a page, and so what it offers. */
@ApplicationScoped
@Named("viewer")
public class Viewer {
    static final String VIEWER = "viewer";
    static final String OPERATOR = "operator";
    static final String ADMIN = "admin";

    private final SecurityIdentity identity;
    private final Optional<String> hawtio;

    @Inject
    Viewer(
            SecurityIdentity identity,
            @ConfigProperty(name = "quarkus.http.auth.permission.hawtio.paths") Optional<String> hawtio) {
        this.identity = identity;
        this.hawtio = hawtio;
    }

    public boolean signedIn() {
        return !identity.isAnonymous();
    }

    public String name() {
        return identity.getPrincipal().getName();
    }

    public boolean operator() {
        return identity.hasRole(OPERATOR);
    }

    public boolean admin() {
        return identity.hasRole(ADMIN);
    }

    /** Whether they may look at the routes in Hawtio, where that is built in. */
    public boolean hawtio() {
        return admin() && hawtio.isPresent();
    }

    Editor editor() {
        return new Editor(name(), identity.getRoles());
    }
}
