package io.syncline.reconciliation.consistency;

import static java.util.stream.Collectors.groupingBy;

import io.syncline.association.LinkDifference;
import io.syncline.reconciliation.CheckRun;
import io.syncline.reconciliation.Coverage;
import io.syncline.reconciliation.Drift;
import io.syncline.reconciliation.consistency.SuspectLinks.Suspect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Links that today's evidence contradicts. A query finds those that look wrong, and the rules themselves say whether they are; to
 * repair them is to associate the activity again. People's corrections are part of the rules' answer, and stay.
 */
@ApplicationScoped
class LinkConsistency {
    static final String KIND = "wrong-link";

    private final SuspectLinks suspects;

    @Inject
    LinkConsistency(SuspectLinks suspects) {
        this.suspects = suspects;
    }

    void run(CheckRun run) {
        UUID after = new UUID(0, 0);
        long looked = 0;
        String connector = run.order().connector();
        List<Suspect> page = suspects.after(connector, after);
        while (!page.isEmpty()) {
            run.step("links that today's evidence contradicts", looked);
            Map<UUID, List<LinkDifference>> differences =
                    suspects.differences(page).stream().collect(groupingBy(LinkDifference::activityId));
            for (Suspect suspect : page) {
                after = suspect.activity();
                List<LinkDifference> wrong = differences.getOrDefault(suspect.activity(), List.of());
                if (!wrong.isEmpty()) {
                    found(run, suspect, wrong);
                }
            }
            looked += page.size();
            page = suspects.after(connector, after);
        }
        run.covered(new Coverage(KIND, connector, null, null));
    }

    private void found(CheckRun run, Suspect suspect, List<LinkDifference> wrong) {
        List<String> links = wrong.stream()
                .map(link -> (link.change().equals("added") ? "lacks " : "has ") + link.entity() + " " + link.id()
                        + " by " + link.rule())
                .sorted()
                .toList();
        Drift drift = new Drift(
                KIND,
                suspect.connector(),
                suspect.activity().toString(),
                suspect.at(),
                "the links of " + suspect.kind() + " " + suspect.externalId()
                        + " are others than today's evidence gives",
                Map.of("activityId", suspect.activity().toString(), "links", links));
        if (run.repairs(drift) && suspects.associateAgain(suspect.activity())) {
            run.repaired(drift);
        } else {
            run.found(drift);
        }
    }
}
