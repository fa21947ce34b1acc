package io.syncline.api;

import io.quarkus.security.identity.SecurityIdentity;
import io.syncline.crm.Editor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Who asks. */
@ApplicationScoped
class Caller {
    private final SecurityIdentity identity;

    @Inject
    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    String name() {
        return identity.getPrincipal().getName();
    }

    Editor editor() {
        return new Editor(name(), identity.getRoles());
    }

    boolean is(String role) {
        return identity.hasRole(role);
    }
}
