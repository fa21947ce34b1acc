package io.syncline.console;

import io.syncline.operation.SimulationResult;
import io.syncline.ownership.FieldDifference;
import io.syncline.ownership.PolicyOverview.InForce;
import io.syncline.ownership.PolicyProblem;
import io.syncline.ownership.PolicyView;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The field ownership policy.
 *
 * @param history the policies that were in force, the latest first
 * @param candidate the text of the one to try
 * @param problems why the candidate is refused
 * @param result what the candidate would change; null where none was tried
 * @param names of the records that would differ
 */
record PolicyPage(
        InForce inForce,
        List<PolicyView> history,
        String candidate,
        List<PolicyProblem> problems,
        SimulationResult result,
        Map<UUID, String> names) {
    static PolicyPage of(InForce inForce, List<PolicyView> history) {
        return new PolicyPage(inForce, history, inForce.text(), List.of(), null, Map.of());
    }

    public List<List<FieldDifference>> differences() {
        return List.of(result.owners(), result.fields());
    }

    public boolean different() {
        return !result.owners().isEmpty() || !result.fields().isEmpty();
    }

    public String name(UUID id) {
        return names.getOrDefault(id, id.toString());
    }

    /** A value as people know it; empty for none. */
    public String say(String value) {
        UUID id = Origins.id(value);
        return id == null ? value == null ? "" : value : name(id);
    }
}
