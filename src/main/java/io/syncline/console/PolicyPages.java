package io.syncline.console;

import io.syncline.configuration.OwnershipReader;
import io.syncline.crm.RecordNames;
import io.syncline.operation.PolicySimulation;
import io.syncline.operation.SimulationResult;
import io.syncline.ownership.FieldDifference;
import io.syncline.ownership.OwnershipPolicy;
import io.syncline.ownership.PolicyOverview;
import io.syncline.ownership.PolicyOverview.InForce;
import io.syncline.ownership.PolicyRefusedException;
import io.syncline.ownership.PolicyView;
import io.syncline.ownership.Window;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Gathers what is to be said of the field ownership policy, and tries another. */
@ApplicationScoped
class PolicyPages {
    private final PolicyOverview policies;
    private final PolicySimulation simulation;
    private final OwnershipReader reader;
    private final RecordNames names;

    @Inject
    PolicyPages(PolicyOverview policies, PolicySimulation simulation, OwnershipReader reader, RecordNames names) {
        this.policies = policies;
        this.simulation = simulation;
        this.reader = reader;
        this.names = names;
    }

    PolicyPage page() {
        return PolicyPage.of(policies.inForce(), history());
    }

    /**
     * @param from whose records of which sources say something then or later; null for all
     */
    PolicyPage tried(String candidate, Instant from) {
        InForce now = policies.inForce();
        try {
            OwnershipPolicy policy = reader.read("policy", candidate);
            SimulationResult result = simulation.simulate(policy, Window.between(from, null));
            return new PolicyPage(now, history(), candidate, List.of(), result, named(result));
        } catch (PolicyRefusedException e) {
            return new PolicyPage(now, history(), candidate, e.problems(), null, Map.of());
        }
    }

    private List<PolicyView> history() {
        return policies.list(new PageRequest(null, Page.DEFAULT_LIMIT, Optional.empty()))
                .items();
    }

    private Map<UUID, String> named(SimulationResult result) {
        Stream<FieldDifference> differences = Stream.concat(result.fields().stream(), result.owners().stream());
        return names.of(differences
                .flatMap(difference ->
                        Stream.of(difference.id(), Origins.id(difference.before()), Origins.id(difference.after())))
                .filter(Objects::nonNull)
                .toList());
    }
}
