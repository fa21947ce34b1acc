package io.syncline.ownership;

import io.syncline.ownership.Decision.Standing;
import java.util.Collection;

/**
 * What a field becomes by a policy. A pure function, so that a policy that is only tried says what it would do.
 *
 * @param value null where the field is empty then
 */
record Settlement(Decision decision, String value) {
    /**
     * @param current the field's value as it is; null where it is empty
     */
    static Settlement of(FieldId of, String current, FieldGroup group, ClaimSet claims, Collection<Verdict> verdicts) {
        Decision decision = FieldDecision.of(group, claims.claims(), verdicts);
        // Where no source with authority says anything, what is there stays.
        String value = decision.standing().isEmpty()
                ? current
                : value(of, current, decision.standing().get());
        return new Settlement(decision, value);
    }

    private static String value(FieldId of, String current, Standing standing) {
        if (!standing.value().isEmpty()) {
            return standing.value();
        }
        boolean required =
                OwnedField.of(of.entity(), of.field()).map(OwnedField::required).orElse(false);
        return required ? current : null;
    }
}
