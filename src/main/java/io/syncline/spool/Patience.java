package io.syncline.spool;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How long the drain waits for a file that is not kept. One that fails a few times while another is kept is passed over
 * for a while, so that it does not hold up all behind it; and it is given up when that goes on.
 */
final class Patience {
    private static final int TRIES_IN_PLACE = 3;
    private static final int TRIES = 12;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Map<Long, Trouble> troubles = new HashMap<>();
    private Instant lastKept = Instant.MIN;

    private record Trouble(Instant since, int failures, Instant next) {}

    /** Whether it is this file's turn. */
    boolean isDue(SpoolFile file, Instant now) {
        Trouble trouble = troubles.get(file.sequence());
        return trouble == null || !now.isBefore(trouble.next());
    }

    /** Whether it failed before, so that it goes alone. */
    boolean suspects(SpoolFile file) {
        return troubles.containsKey(file.sequence());
    }

    /** Whether it failed so often that another file may be tried before it. */
    boolean isStubborn(SpoolFile file) {
        Trouble trouble = troubles.get(file.sequence());
        return trouble != null && trouble.failures() >= TRIES_IN_PLACE;
    }

    /**
     * Counts a failure that was not the database's being away.
     *
     * @return whether to give the file up
     */
    boolean failed(SpoolFile file, Instant at) {
        Trouble before = troubles.getOrDefault(file.sequence(), new Trouble(at, 0, at));
        int failures = before.failures() + 1;
        troubles.put(file.sequence(), new Trouble(before.since(), failures, before.next()));
        return failures >= TRIES && lastKept.isAfter(before.since());
    }

    /** Leaves a file out for a while, the longer the more often it failed. */
    void passOver(SpoolFile file, Instant now) {
        troubles.computeIfPresent(
                file.sequence(),
                (sequence, trouble) ->
                        new Trouble(trouble.since(), trouble.failures(), now.plus(wait(trouble.failures()))));
    }

    private static Duration wait(int failures) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(Math.max(0, failures - TRIES_IN_PLACE), 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    void done(SpoolFile file) {
        troubles.remove(file.sequence());
    }

    void kept(Instant at) {
        lastKept = at;
    }
}
