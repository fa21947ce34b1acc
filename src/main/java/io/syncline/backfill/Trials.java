package io.syncline.backfill;

import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import io.syncline.intake.IntakeTrial;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says what a backfill would do. */
@ApplicationScoped
class Trials {
    private final IntakeTrial intake;

    @Inject
    Trials(IntakeTrial intake) {
        this.intake = intake;
    }

    Trial begin() {
        return new Trial();
    }

    /** One dry run: it remembers the items it met, since nothing of theirs is kept that would show them as known. */
    final class Trial {
        private final Set<String> met = new HashSet<>();

        List<IntakeResult> of(List<Delivery> deliveries) {
            return intake.of(deliveries).stream().map(this::again).toList();
        }

        private IntakeResult again(IntakeResult result) {
            return met.add(result.eventKey())
                    ? result
                    : new IntakeResult(result.eventKey(), Outcome.DUPLICATE, result.reason());
        }
    }
}
