package io.syncline.hawtio;

import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;

/** Audits that a person stopped or started a route; before it is done, so that nothing is done without its row. */
@ApplicationScoped
class RouteActs {
    private final Audit audit;
    private final ThreadLocal<String> user = new ThreadLocal<>();

    @Inject
    RouteActs(Audit audit) {
        this.audit = audit;
    }

    /** Whoever asks for what this thread does. */
    void during(String who, Runnable request) {
        user.set(who);
        try {
            request.run();
        } finally {
            user.remove();
        }
    }

    @Transactional
    void record(String route, String operation) {
        Map<String, Object> what = Map.of("operation", operation);
        audit.record(new AuditEntry(
                "route", route, "requested", null, what, "person", null, null, null, "user:" + user.get()));
    }
}
