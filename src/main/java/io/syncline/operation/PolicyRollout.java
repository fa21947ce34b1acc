package io.syncline.operation;

import io.quarkus.arc.Unremovable;
import io.syncline.ownership.PolicySettling;
import io.syncline.runtime.Shutdown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Brings a field ownership policy that is new to all records, one after the other. */
@ApplicationScoped
@Named("policyRollout")
@Unremovable
public class PolicyRollout {
    private final PolicySettling settling;
    private final Shutdown shutdown;

    @Inject
    PolicyRollout(PolicySettling settling, Shutdown shutdown) {
        this.settling = settling;
        this.shutdown = shutdown;
    }

    /**
     * @return how many records it took; 0 when all are done, another replica is at it, or the process is about to end
     */
    public int next() {
        return shutdown.begun() ? 0 : settling.settle();
    }
}
