package io.syncline.ownership;

import io.syncline.event.SourceEvent;
import io.syncline.ownership.Decision.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.hibernate.StatelessSession;

/** Makes a field what all claims on it and the policy say, with provenance, review and audit. */
@ApplicationScoped
class FieldSettling {
    private final StatelessSession session;
    private final FieldClaims claims;
    private final FieldReviews reviews;
    private final EntityRecords records;
    private final PolicyInForce policy;
    private final FieldAudit audit;
    private final Clock clock;

    @Inject
    FieldSettling(
            StatelessSession session,
            FieldClaims claims,
            FieldReviews reviews,
            EntityRecords records,
            PolicyInForce policy,
            FieldAudit audit,
            Clock clock) {
        this.session = session;
        this.claims = claims;
        this.reviews = reviews;
        this.records = records;
        this.policy = policy;
        this.audit = audit;
        this.clock = clock;
    }

    FieldProvenance provenance(FieldId of) {
        return session.get(FieldProvenance.class, new FieldProvenanceId(of.entity(), of.id(), of.field()));
    }

    /** Enters what an event says. */
    void hear(FieldId of, String current, KeptClaim said, SourceEvent event) {
        ClaimSet before = claims.of(of);
        ClaimSet after = before.with(said);
        FieldProvenance held = provenance(of);
        if (held == null && before.claims().isEmpty() && current != null && !current.equals(said.value())) {
            held = holdForPeople(of, current);
        }
        String value = held != null && held.locked() ? current : settle(of, current, held, after, event);
        KeptClaim kept = after.find(said).orElse(said);
        boolean refused = !said.value().equals(value == null ? "" : value);
        if (refused && !kept.refused()) {
            audit.refused(of, value, said, refusal(of, held, said), event);
        }
        claims.replace(of, before, after.marked(kept.refused(refused)));
    }

    /**
     * Decides again, where nothing new was said and nobody holds the field. Of lists nothing is decided.
     *
     * @return whether the field has another value now
     */
    boolean again(FieldId of, String current) {
        FieldProvenance held = provenance(of);
        boolean open = OwnedField.of(of.entity(), of.field()).isPresent() && (held == null || !held.locked());
        return open && !Objects.equals(current, settle(of, current, held, claims.of(of), null));
    }

    /**
     * @return the value that the field has then
     */
    private String settle(FieldId of, String current, FieldProvenance held, ClaimSet all, SourceEvent event) {
        OwnershipPolicy now = policy.policy();
        FieldGroup group = now.of(of.entity(), of.field());
        boolean review = group.rule() == ConflictRule.REVIEW;
        Settlement settlement = Settlement.of(of, current, group, all, review ? reviews.verdicts(of) : List.of());
        Decision decision = settlement.decision();
        if (review || (held != null && held.rule().equals(ConflictRule.REVIEW.word()))) {
            reviews.set(of, decision.conflict(), now.label());
        }
        String value = settlement.value();
        if (!Objects.equals(value, current)) {
            records.of(of.entity()).write(of.id(), of.field(), value);
            audit.changed(of, current, value, group.rule().word(), event);
        }
        decision.standing()
                .map(standing -> FieldProvenance.decided(of, standing, group.rule(), now.label(), clock.instant()))
                .ifPresent(decided -> keep(held, decided));
        return value;
    }

    private void keep(FieldProvenance held, FieldProvenance decided) {
        if (held == null) {
            session.insert(decided);
        } else if (!decided.saysAs(held)) {
            session.update(decided);
        }
    }

    /** A value that was there before any source spoke is a person's. */
    private FieldProvenance holdForPeople(FieldId of, String value) {
        var standing = new Standing(value, Role.PERSON, new Moment(Moment.TIMELESS, "unknown", null), 0);
        var held = FieldProvenance.locked(of, standing, policy.policy().label(), "unknown", clock.instant());
        session.insert(held);
        return held;
    }

    private String refusal(FieldId of, FieldProvenance held, KeptClaim said) {
        FieldGroup group = policy.policy().of(of.entity(), of.field());
        if (held != null && held.locked()) {
            return "locked";
        }
        if (said.blank() && !group.blankOverwrites()) {
            return "blank";
        }
        return group.authorityOf(said).isEmpty() ? "no-authority" : group.rule().word();
    }
}
