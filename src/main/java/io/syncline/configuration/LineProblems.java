package io.syncline.configuration;

import io.syncline.ownership.PolicyProblem;
import io.syncline.ownership.PolicyRefusedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a file, all of it, each with its line. */
final class LineProblems {
    private final String file;
    private final List<PolicyProblem> problems = new ArrayList<>();

    LineProblems(String file) {
        this.file = file;
    }

    void missing(int line, String key, String expectation) {
        add(line, key, "missing; expected " + expectation);
    }

    void bad(int line, String key, String value, String expectation) {
        add(line, key, "\"" + value + "\"; expected " + expectation);
    }

    /** A word that is none of those that there are. */
    void badWord(int line, String key, String value, Collection<String> known) {
        bad(line, key, value, "one of " + String.join(", ", known) + meant(value, known));
    }

    void unknown(int line, String key, String name, Collection<String> known) {
        add(line, key, "unknown key; expected one of " + String.join(", ", known) + meant(name, known));
    }

    void add(int line, String key, String problem) {
        problems.add(new PolicyProblem(file, line, key, problem));
    }

    /**
     * @throws PolicyRefusedException if there are any
     */
    void refuse() {
        if (!problems.isEmpty()) {
            throw new PolicyRefusedException(problems.stream()
                    .distinct()
                    .sorted(Comparator.comparingInt(PolicyProblem::line))
                    .toList());
        }
    }

    private static String meant(String name, Collection<String> known) {
        return NearMiss.of(name, known)
                .map(word -> "; did you mean " + word + "?")
                .orElse("");
    }
}
