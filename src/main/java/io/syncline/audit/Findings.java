package io.syncline.audit;

import io.syncline.audit.AuditVerification.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what a verification finds, within bounds. */
final class Findings {
    private static final int MOST = 1_000;

    private final List<Problem> problems = new ArrayList<>();
    private long more;

    void add(Problem problem) {
        if (problems.size() < MOST) {
            problems.add(problem);
        } else {
            more++;
        }
    }

    AuditVerification result(long blocks, long rows, long redacted, long unsealed, AuditBlock newest, Long next) {
        return new AuditVerification(
                problems.isEmpty(), blocks, rows, redacted, unsealed, newest, next, List.copyOf(problems), more);
    }
}
