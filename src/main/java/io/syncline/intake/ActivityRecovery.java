package io.syncline.intake;

import io.syncline.ledger.StoredEvent;
import io.syncline.ledger.VanishedActivities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/**
 * Makes an activity again that is gone from the CRM though its events are applied: from all of them, through the same path. To
 * replay them would change nothing, because an applied event stays as it is; this is the one way in which it is filed again,
 * and only while its effect is not there.
 */
@ApplicationScoped
public class ActivityRecovery {
    private final VanishedActivities vanished;
    private final Derivation derivation;

    @Inject
    ActivityRecovery(VanishedActivities vanished, Derivation derivation) {
        this.vanished = vanished;
        this.derivation = derivation;
    }

    /**
     * @param event one of the activity's
     * @return false when it is there again, or what made it is not kept any more
     * @throws RuntimeException if it cannot be applied; nothing is changed then
     */
    @Transactional
    public boolean recover(UUID event) {
        List<StoredEvent> events = vanished.claim(event);
        if (events.isEmpty()) {
            return false;
        }
        derivation.apply(events);
        return true;
    }
}
