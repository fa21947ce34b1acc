package io.syncline.backfill;

import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import io.syncline.intake.IntakeTrial;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Says what a backfill would do. */
@ApplicationScoped
class Trials {
    /** Of items that are remembered whole; a page of meetings is some hundred kilobytes. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final IntakeTrial intake;

    @Inject
    Trials(IntakeTrial intake) {
        this.intake = intake;
    }

    Trial begin() {
        return new Trial();
    }

    /**
     * One dry run. It remembers the items it met, since nothing of theirs is kept that would show them as known; and those
     * of calls and meetings whole, since only together with them another item of the same activity becomes what it will.
     */
    final class Trial {
        private final Set<String> met = new HashSet<>();
        private final Map<UUID, List<Delivery>> byActivity = new HashMap<>();
        private long bytes;

        List<IntakeResult> of(List<Delivery> deliveries) {
            List<UUID> activities = deliveries.stream()
                    .map(delivery -> intake.sharedActivity(delivery).orElse(null))
                    .toList();
            List<Delivery> before = activities.stream()
                    .filter(Objects::nonNull)
                    .distinct()
                    .flatMap(activity -> byActivity.getOrDefault(activity, List.of()).stream())
                    .toList();
            List<IntakeResult> results = intake.of(before, deliveries);
            for (int i = 0; i < results.size(); i++) {
                remember(activities.get(i), deliveries.get(i), results.get(i));
            }
            return results.stream().map(this::again).toList();
        }

        private void remember(UUID activity, Delivery delivery, IntakeResult result) {
            boolean applied =
                    result.outcome() != Outcome.DUPLICATE && result.outcome().settled();
            if (activity != null && applied && bytes < MOST_BYTES) {
                bytes += delivery.payload().length;
                byActivity.computeIfAbsent(activity, id -> new ArrayList<>()).add(delivery);
            }
        }

        private IntakeResult again(IntakeResult result) {
            return met.add(result.eventKey())
                    ? result
                    : new IntakeResult(result.eventKey(), Outcome.DUPLICATE, result.reason());
        }
    }
}
