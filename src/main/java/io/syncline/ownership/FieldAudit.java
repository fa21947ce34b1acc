package io.syncline.ownership;

import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.event.SourceEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/** Records decisions about fields, refusals included. */
@ApplicationScoped
class FieldAudit {
    private final Audit audit;
    private final PolicyInForce policy;

    @Inject
    FieldAudit(Audit audit, PolicyInForce policy) {
        this.audit = audit;
        this.policy = policy;
    }

    /**
     * @param event that brought it about, or null
     */
    void changed(FieldId of, String before, String after, String rule, SourceEvent event) {
        String action = before == null ? "set" : after == null ? "cleared" : "changed";
        record(of, action, value(of, before), value(of, after), rule, event);
    }

    /** A claim that does not stand. */
    void refused(FieldId of, String current, KeptClaim claim, String rule, SourceEvent event) {
        Map<String, Object> after = new HashMap<>();
        after.put(of.field(), claim.value());
        after.put("source", claim.source());
        record(of, "refused", value(of, current), after, rule, event);
    }

    void byPerson(FieldId of, String action, String before, String after, String user) {
        audit.record(AuditEntry.person(of.entity(), of.id(), action, value(of, before), value(of, after), user));
    }

    private void record(
            FieldId of,
            String action,
            Map<String, Object> before,
            Map<String, Object> after,
            String rule,
            SourceEvent event) {
        String version = policy.policy().label();
        audit.record(
                event == null
                        ? AuditEntry.maintenance(of.entity(), of.id(), action, before, after, rule, version)
                        : AuditEntry.automated(of.entity(), of.id(), action, before, after, rule, version, event));
    }

    private static Map<String, Object> value(FieldId of, String value) {
        return value == null ? null : Map.of(of.field(), value);
    }
}
