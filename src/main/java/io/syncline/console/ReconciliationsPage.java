package io.syncline.console;

import io.syncline.reconciliation.Finding;
import io.syncline.reconciliation.FindingFilter;
import io.syncline.reconciliation.FindingState;
import io.syncline.reconciliation.Reconciliation;
import io.syncline.reconciliation.RunState;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has drifted apart, and the checks that looked.
 *
 * @param filter of the findings
 * @param next the cursor of the findings that follow, or null
 * @param runs the newest first
 * @param checks by their names
 * @param connectors that can be looked at alone
 */
record ReconciliationsPage(
        FindingFilter filter,
        List<Finding> findings,
        String next,
        List<Run> runs,
        Set<String> checks,
        List<String> connectors) {
    /** A run of a check. */
    record Run(Reconciliation run) {
        public boolean underWay() {
            return run.state() == RunState.RUNNING;
        }

        public String what() {
            return run.check() + (run.connector() == null ? "" : " of " + run.connector());
        }

        /** What it found, by kind and what became of it. */
        public String found() {
            return run.findings().entrySet().stream()
                    .flatMap(kind -> kind.getValue().entrySet().stream()
                            .map(count -> count.getValue() + " " + kind.getKey() + " "
                                    + count.getKey().word()))
                    .collect(Collectors.joining(", "));
        }
    }

    public List<String> states() {
        return Stream.of(FindingState.values()).map(FindingState::word).toList();
    }

    public boolean isState(String word) {
        return filter.state() != null && filter.state().word().equals(word);
    }

    public boolean isCheck(String name) {
        return name.equals(filter.check());
    }

    public boolean underWay() {
        return runs.stream().anyMatch(Run::underWay);
    }

    public boolean canBeAccepted(Finding finding) {
        return finding.state() == FindingState.OPEN;
    }

    public boolean isAccepted(Finding finding) {
        return finding.state() == FindingState.ACCEPTED;
    }

    public String more() {
        return "/reconciliations?cursor=" + next
                + "&state=" + (filter.state() == null ? "" : filter.state().word())
                + "&check=" + (filter.check() == null ? "" : Say.urlEncoded(filter.check()))
                + (filter.run() == null ? "" : "&run=" + filter.run());
    }
}
