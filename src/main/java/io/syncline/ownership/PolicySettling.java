package io.syncline.ownership;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides all fields again when another policy is in force, or what stands would depend on whether it was said before or
 * after. One record a transaction, so that events never wait for more than one; a restart goes on where it ended.
 */
@ApplicationScoped
public class PolicySettling {
    private final PolicyHistory history;
    private final PolicyInForce policy;
    private final FieldClaims claims;
    private final FieldSettling settling;
    private final EntityRecords records;

    @Inject
    PolicySettling(
            PolicyHistory history,
            PolicyInForce policy,
            FieldClaims claims,
            FieldSettling settling,
            EntityRecords records) {
        this.history = history;
        this.policy = policy;
        this.claims = claims;
        this.settling = settling;
        this.records = records;
    }

    /**
     * Decides the fields of the next record again.
     *
     * @return how many records it took; 0 when all are done, or another replica is at it
     */
    @Transactional
    public int settle() {
        Optional<PolicyRow> unsettled = history.takeUnsettled(policy.policy().label());
        if (unsettled.isEmpty()) {
            return 0;
        }
        List<RecordId> next = claims.recordsAfter(unsettled.get().through(), Window.ALWAYS, 1);
        next.forEach(this::decide);
        history.settled(unsettled.get(), next.isEmpty() ? null : next.get(0));
        return next.size();
    }

    private void decide(RecordId record) {
        Map<String, String> values =
                records.of(record.entity()).lock(record.id()).orElse(null);
        if (values != null) {
            claims.fields(record.entity(), record.id()).stream()
                    .sorted()
                    .forEach(field ->
                            settling.again(new FieldId(record.entity(), record.id(), field), values.get(field)));
        }
    }
}
