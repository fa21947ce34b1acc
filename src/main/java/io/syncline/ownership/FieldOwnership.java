package io.syncline.ownership;

import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Decides which claim on a field stands. The decision compares claims, not arrivals: whoever comes first, the same claim
 * ends on the field. Refusals are audited too.
 */
@ApplicationScoped
public class FieldOwnership {
    /** Names the rules in force, on provenance and audit. */
    public static final String POLICY_VERSION = "ownership-1";

    private final StatelessSession session;
    private final Audit audit;
    private final Clock clock;

    @Inject
    FieldOwnership(StatelessSession session, Audit audit, Clock clock) {
        this.session = session;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Enters a claim on a field of a row that the caller holds locked or has just inserted.
     *
     * @param current the field's value now, or null. A value without provenance is a person's: it was there before any
     *     source spoke
     * @return whether the claim stands and the caller writes its value
     */
    @Transactional(TxType.MANDATORY)
    public boolean claim(FieldClaim claim, FieldClaim.Rule rule, String current) {
        FieldProvenance held =
                session.get(FieldProvenance.class, new FieldProvenanceId(claim.entity(), claim.id(), claim.field()));
        boolean persons = held == null && current != null && claim.authority() < FieldClaim.PERSON;
        boolean stands = !persons && (held == null || FieldClaim.order(rule).compare(claim, held.claim()) > 0);
        boolean differs = !claim.value().equals(current);
        if (!stands) {
            if (differs) {
                record(claim, "refused", current, persons ? "person-before-automation" : rule.word());
            }
            return false;
        }
        var provenance = new FieldProvenance(claim, rule, POLICY_VERSION, clock.instant());
        if (held == null) {
            session.insert(provenance);
        } else {
            session.update(provenance);
        }
        if (differs) {
            record(claim, current == null ? "set" : "changed", current, rule.word());
        }
        return differs;
    }

    /** Forgets where the field came from: the next claim of any source stands. */
    @Transactional(TxType.MANDATORY)
    public void release(String entity, UUID id, String field) {
        session.createMutationQuery(
                        "delete FieldProvenance where entity = :entity and entityId = :id and field = :field")
                .setParameter("entity", entity)
                .setParameter("id", id)
                .setParameter("field", field)
                .executeUpdate();
    }

    /** Where a field that is taken over from another row came from is taken over with it. */
    @Transactional(TxType.MANDATORY)
    public void inherit(String entity, UUID from, UUID into, String field) {
        release(entity, into, field);
        session.createMutationQuery(
                        """
                        update FieldProvenance set entityId = :into
                        where entity = :entity and entityId = :from and field = :field""")
                .setParameter("entity", entity)
                .setParameter("from", from)
                .setParameter("into", into)
                .setParameter("field", field)
                .executeUpdate();
    }

    private void record(FieldClaim claim, String action, String before, String rule) {
        String actor = claim.authority() >= FieldClaim.PERSON ? claim.source() : "syncline";
        audit.record(new AuditEntry(
                claim.entity(),
                claim.id().toString(),
                action,
                before == null ? null : Map.of(claim.field(), before),
                Map.of(claim.field(), claim.value()),
                rule,
                POLICY_VERSION,
                claim.eventKey(),
                claim.connector(),
                actor));
    }
}
