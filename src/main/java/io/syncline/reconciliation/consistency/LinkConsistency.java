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
        int found = 0;
        String connector = run.order().connector();
        List<Suspect> page = suspects.after(connector, after);
        while (!page.isEmpty() && found < InconsistencyQueries.MOST) {
            run.step("links that today's evidence contradicts");
            found += found(run, page);
            after = page.get(page.size() - 1).activity();
            page = suspects.after(connector, after);
        }
        if (page.isEmpty()) {
            run.covered(new Coverage(KIND, connector, null, null));
        } else {
            run.incomplete("of " + KIND + " only the first " + found + " are kept");
        }
    }

    /** How many of them are wrong and stay so. */
    private int found(CheckRun run, List<Suspect> page) {
        Map<UUID, List<LinkDifference>> differences =
                suspects.differences(page).stream().collect(groupingBy(LinkDifference::activityId));
        int found = 0;
        for (Suspect suspect : page) {
            List<LinkDifference> wrong = differences.get(suspect.activity());
            if (wrong != null && !mended(run, suspect, drift(suspect, wrong))) {
                found++;
            }
        }
        return found;
    }

    private boolean mended(CheckRun run, Suspect suspect, Drift drift) {
        if (run.repairs(drift) && suspects.associateAgain(suspect.activity())) {
            run.repaired(drift);
            return true;
        }
        run.found(drift);
        return false;
    }

    private static Drift drift(Suspect suspect, List<LinkDifference> wrong) {
        List<String> links = wrong.stream()
                .map(link -> (link.change().equals("added") ? "lacks " : "has ") + link.entity() + " " + link.id()
                        + " by " + link.rule())
                .sorted()
                .toList();
        return new Drift(
                KIND,
                suspect.connector(),
                suspect.activity().toString(),
                suspect.at(),
                "the links of " + suspect.kind() + " " + suspect.externalId()
                        + " are others than today's evidence gives",
                Map.of("activityId", suspect.activity().toString(), "links", links));
    }
}
