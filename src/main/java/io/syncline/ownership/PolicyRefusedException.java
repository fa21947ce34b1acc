package io.syncline.ownership;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A policy that cannot be taken; the message names every problem with file and line. */
public class PolicyRefusedException extends RuntimeException {
    private final transient List<PolicyProblem> problems;

    public PolicyRefusedException(List<PolicyProblem> problems) {
        super("The field ownership policy has "
                + (problems.size() == 1 ? "a problem" : problems.size() + " problems") + ":\n  "
                + problems.stream().map(PolicyProblem::toString).collect(joining("\n  ")));
        this.problems = List.copyOf(problems);
    }

    public List<PolicyProblem> problems() {
        return problems;
    }
}
