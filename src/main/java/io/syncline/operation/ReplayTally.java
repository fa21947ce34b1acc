package io.syncline.operation;

import io.syncline.event.Outcome;
import io.syncline.event.Status;
import java.util.EnumMap;
import java.util.Map;

/** Counts the outcomes of replays. */
class ReplayTally {
    private final long matched;
    private final Map<Status, Integer> counts = new EnumMap<>(Status.class);

    ReplayTally(long matched) {
        this.matched = matched;
    }

    long matched() {
        return matched;
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    Outcome add(Outcome outcome) {
        counts.merge(outcome.status(), 1, Integer::sum);
        return outcome;
    }

    ReplayResult result(boolean stoppedByProbe) {
        return new ReplayResult(
                matched,
                counts.values().stream().mapToInt(Integer::intValue).sum(),
                count(Status.APPLIED),
                count(Status.RETRYING),
                count(Status.DEAD),
                stoppedByProbe);
    }

    private int count(Status status) {
        return counts.getOrDefault(status, 0);
    }
}
