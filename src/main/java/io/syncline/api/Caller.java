package io.syncline.api;

import io.quarkus.security.identity.SecurityIdentity;
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

    boolean is(String role) {
        return identity.hasRole(role);
    }
}
