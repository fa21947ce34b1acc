package io.syncline.faults;

import java.util.List;

/**
 * What the CRM has, against what it must have.
 *
 * @param duplicates activities too many
 * @param losses activities that are not there
 * @param wrong activities in another state than they must end in
 * @param parked events that are not applied, and should be; or are, and should not
 * @param balance items that the balance of the connectors cannot account for
 * @param problems all else that must not be, each in a few words
 */
record Verdict(int duplicates, int losses, int wrong, int parked, int balance, List<String> problems) {
    Verdict {
        problems = List.copyOf(problems);
    }

    boolean isGood() {
        return duplicates == 0 && losses == 0 && wrong == 0 && parked == 0 && balance == 0 && problems.isEmpty();
    }

    Verdict with(int newBalance, List<String> moreProblems) {
        var all = new java.util.ArrayList<>(problems);
        all.addAll(moreProblems);
        return new Verdict(duplicates, losses, wrong, parked, newBalance, all);
    }
}
