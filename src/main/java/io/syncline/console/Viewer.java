package io.syncline.console;

import io.quarkus.security.identity.SecurityIdentity;
import io.syncline.crm.Editor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Who looks at a page, and so what it offers. */
@ApplicationScoped
@Named("viewer")
public class Viewer {
    static final String VIEWER = "viewer";
    static final String OPERATOR = "operator";
    static final String ADMIN = "admin";

    private final SecurityIdentity identity;

    @Inject
    Viewer(SecurityIdentity identity) {
        this.identity = identity;
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

    Editor editor() {
        return new Editor(name(), identity.getRoles());
    }
}
