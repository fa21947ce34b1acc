package io.syncline.ownership;

import java.time.Instant;
import java.util.List;

/** The policy by which decisions are made now; it changes while Syncline runs. */
public interface PolicyInForce {
    OwnershipPolicy policy();

    Status status();

    /**
     * Where the policy comes from.
     *
     * @param source the file, or {@code built-in}
     * @param since when this process took it
     * @param refused what is wrong with the file as it is now; empty when it is in force
     */
    record Status(String source, Instant since, List<PolicyProblem> refused) {
        public Status {
            refused = List.copyOf(refused);
        }
    }
}
